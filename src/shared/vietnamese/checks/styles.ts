import type { Issue, WritingStyle } from '../check-codes'
import { dependsOnStyle, parseSyllable, placeTone } from '../syllable'
import { isName, vietnameseWords, withCaseOf, wordsOf, type FoundWord } from './words-of'

/** A tone on another letter than where every style puts it. */
export const tone = (text: string): Issue[] =>
  vietnameseWords(text).flatMap(({ found, start, end }) => {
    const syllable = parseSyllable(found)
    if (!syllable || dependsOnStyle(syllable)) return []
    const fix = placeTone(syllable, 'new')
    if (fix === found.normalize('NFC')) return []
    return [{ check: 'tone' as const, start, end, fixes: [fix], sure: true }]
  })

/** A tone where the other style puts it. */
export const toneStyle = (text: string, { toneStyle: style }: WritingStyle): Issue[] =>
  vietnameseWords(text).flatMap(({ found, start, end }) => {
    const syllable = style && parseSyllable(found)
    if (!syllable || !dependsOnStyle(syllable)) return []
    const fix = placeTone(syllable, style)
    if (fix === found.normalize('NFC')) return []
    return [{ check: 'tone-style' as const, start, end, fixes: [fix], sure: true }]
  })

/** Syllables that are written with either letter; in Vietnamese words of other origin i alone is right. */
const TWINS: readonly (readonly [i: string, y: string])[] = [
  ['kì', 'kỳ'],
  ['kí', 'ký'],
  ['kĩ', 'kỹ'],
  ['kỉ', 'kỷ'],
  ['lí', 'lý'],
  ['mĩ', 'mỹ'],
  ['tỉ', 'tỷ'],
  ['hi', 'hy']
]
/** In every style: y behind qu, and sĩ. */
const SETTLED = new Map([
  ['quí', 'quý'],
  ['quì', 'quỳ'],
  ['quỉ', 'quỷ'],
  ['quĩ', 'quỹ'],
  ['qui', 'quy'],
  ['sỹ', 'sĩ']
])
/** Words that i alone is right in, and a word that is a name. */
const ONLY_I =
  /(?:^| )(?:tỉ mỉ|tỉ tê|kì cọ|kì kèo|kì lưng|lí nhí|lí lắc|hi hi|hi hí|hì hì|cu li|ki lô|hi fi)(?: |$)/u

/** i where the style wants y, or the other way round. */
export function letterStyle(text: string, { letterStyle: style }: WritingStyle): Issue[] {
  if (style === null) return []
  const words = wordsOf(text)
  return words.flatMap((word, at) => {
    const { found, start, end } = word
    const fix = otherLetter(found.normalize('NFC').toLowerCase(), style)
    if (fix === null || isName(text, found, start) || isNative(words, at)) return []
    return [{ check: 'iy-style' as const, start, end, fixes: [withCaseOf(fix, found)], sure: true }]
  })
}

function otherLetter(word: string, style: 'i' | 'y'): string | null {
  const settled = SETTLED.get(word)
  if (settled !== undefined) return settled
  const twin = TWINS.find(([i, y]) => word === (style === 'y' ? i : y))
  return twin ? twin[style === 'y' ? 1 : 0] : null
}

function isNative(words: readonly FoundWord[], at: number): boolean {
  const form = (word: FoundWord | undefined) => word?.found.normalize('NFC').toLowerCase() ?? ''
  const [before, here, after] = [words[at - 1], words[at], words[at + 1]].map(form)
  if (here === 'hi') return !['sinh', 'vọng', 'hữu'].includes(after ?? '')
  return ONLY_I.test(`${before} ${here}`) || ONLY_I.test(`${here} ${after}`)
}
