import { parseSyllable, placeTone } from './syllable'

/** Letters that stand for one another by a slip of the hand or of the input method. */
const SLIPS: Record<string, string> = {
  a: 'ăâ',
  ă: 'aâ',
  â: 'aă',
  e: 'ê',
  ê: 'e',
  o: 'ôơ',
  ô: 'oơ',
  ơ: 'oô',
  u: 'ư',
  ư: 'u',
  d: 'đ',
  đ: 'd',
  i: 'y',
  y: 'i',
  f: 'ph',
  z: 'd',
  w: 'ư'
}
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323']

/**
 * Syllables that a word which is none may have been meant for: one letter left out, two exchanged,
 * another accent on a letter, another tone, or one tone of two. Those first that `times` knows best;
 * among the others those that keep most of the word.
 */
export function nearSyllables(word: string, times: (word: string) => number = () => 0): string[] {
  const found = new Map<string, number>()
  let order = 0
  for (const variant of variants(word)) {
    const syllable = parseSyllable(variant)
    if (!syllable) continue
    const written = placeTone(syllable, 'new')
    if (written.normalize('NFC') === word.normalize('NFC') || found.has(written)) continue
    found.set(written, (order += 1))
  }
  return [...found]
    .sort(([a, i], [b, j]) => times(b) - times(a) || i - j)
    .map(([variant]) => variant)
    .slice(0, 3)
}

function* variants(word: string): Generator<string> {
  const letters = splitLetters(word)
  const join = (list: readonly string[]) => list.join('').normalize('NFC')
  const marks = letters.flatMap((letter, at) => (TONES.includes(letter) ? [at] : []))
  if (marks.length > 1) {
    for (const keep of marks) yield join(letters.filter((_, i) => i === keep || !marks.includes(i)))
  }
  const plain = letters.flatMap((letter, at) => (TONES.includes(letter) ? [] : [at]))
  for (const at of plain) yield join(letters.filter((_, i) => i !== at))
  for (const [i, at] of plain.entries()) {
    const next = plain[i + 1]
    if (next === undefined) continue
    const swapped = [...letters]
    swapped[at] = letters[next] ?? ''
    swapped[next] = letters[at] ?? ''
    yield join(swapped)
  }
  for (const at of plain) {
    for (const other of SLIPS[letters[at]?.toLowerCase() ?? ''] ?? '') {
      yield join(letters.map((letter, i) => (i === at ? other : letter)))
    }
  }
  for (const at of marks) {
    for (const tone of TONES) yield join(letters.map((letter, i) => (i === at ? tone : letter)))
  }
}

/** Letters with their own accents, and each tone as an element of its own behind its letter. */
function splitLetters(word: string): string[] {
  const parts: string[] = []
  for (const char of word.normalize('NFD')) {
    if (TONES.includes(char) || !/\p{M}/u.test(char)) parts.push(char)
    else {
      const letter = parts.findLastIndex((part) => !TONES.includes(part))
      if (letter >= 0) parts[letter] = ((parts[letter] ?? '') + char).normalize('NFC')
    }
  }
  return parts
}
