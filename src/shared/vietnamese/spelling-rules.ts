import { exactText } from './fold'
import { parseSyllable } from './syllable'

/** Letters that belong to the word by every rule of spelling, each with what it is written for. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^ngh(?=[aăâoôơuư])/, 'ng'],
  [/^ng(?=[eêi])/, 'ngh'],
  [/^gh(?=[aăâoôơuư])/, 'g'],
  [/^g(?=[eê])/, 'gh'],
  [/^k(?=[aăâoôơuư])/, 'c'],
  [/^c(?=[eêiy])/, 'k'],
  [/^c(?=u[aâêy])/, 'q'],
  [/^q(?!u)/, 'qu'],
  // The input method made only one of the two letters.
  [/uơ|ưo|uo(?=[\p{L}])/u, 'ươ'],
  [/ươ$/, 'ưa'],
  [/(?<=[^gq])iê$/, 'ia'],
  [/^iê/, 'yê'],
  [/(?<=[^uy])yê/, 'iê'],
  [/^f/, 'ph'],
  [/^z/, 'd'],
  [/^j/, 'gi'],
  [/^w/, 'qu'],
  [/^dd/, 'đ'],
  [/aa/, 'â'],
  [/ee/, 'ê'],
  [/aw/, 'ă'],
  [/ow/, 'ơ'],
  [/uw/, 'ư'],
  [/(\p{L})\1/u, '$1'],
  // Of the input method's keys for tones one was left behind.
  [/(?<=[\p{L}])[sfrxjw]$/u, '']
]
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Syllables that a word is by the rules of spelling, its tone kept or one of its two tones. */
export function byRules(word: string): string[] {
  const letters = exactText(word).normalize('NFD')
  const tones = [...new Set(letters.match(TONES) ?? [])]
  const bare = letters.replace(TONES, '').normalize('NFC')
  const found = new Set<string>()
  const forms = [bare, ...RULES.map(([wrong, right]) => bare.replace(wrong, right))]
  for (const form of new Set(forms)) {
    if (form === bare && tones.length < 2) continue
    for (const tone of tones.length === 0 ? [''] : tones) {
      const syllable = withTone(form, tone)
      if (syllable) found.add(syllable)
    }
  }
  return [...found]
}

/** The letters with a tone on one of their vowels, where they are a syllable. */
function withTone(letters: string, tone: string): string | null {
  for (let at = letters.length; at > 0; at -= 1) {
    if (!/[aăâeêioôơuưy]/.test(letters.charAt(at - 1))) continue
    const word = (letters.slice(0, at) + tone + letters.slice(at)).normalize('NFC')
    if (parseSyllable(word)) return word
  }
  return null
}
