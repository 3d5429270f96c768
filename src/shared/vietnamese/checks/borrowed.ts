import { borrowedWords } from '../lexicon'
import { parseSyllable } from '../syllable'
import { lexicon } from '../lexicon/lookup'
import { canonical } from '../lexicon/sounds'

/** Clusters and ends that words of other languages of Viet Nam have, and Vietnamese has not. */
const ETHNIC = /^(?:[kđbgpt]r|[bkpg]l|đh|mn|hr|h$)(?=\p{L})|(?:[kblrsđ]|oh)$/u

/**
 * Whether a word that is no syllable is none of Vietnamese: a name such as Krông or Đắk, or a word
 * that was taken over whole, such as ôxi, axít or vắcxin, whose parts bear no tone but sắc.
 */
export function isBorrowed(word: string): boolean {
  const lower = word.normalize('NFC').toLowerCase()
  if (ETHNIC.test(lower) || borrowedWords.has(lower)) return true
  if (/[\u0300\u0303\u0309\u0323]/.test(lower.normalize('NFD'))) return false
  return isOfParts(lower, 0)
}

/** Whether a word is two to five chunks that are built as syllables, each with its vowel. */
function isOfParts(word: string, count: number): boolean {
  if (word === '') return count > 1
  if (count >= 5) return false
  for (let end = Math.min(word.length, 5); end > 0; end -= 1) {
    if (parseLoosely(word.slice(0, end)) && isOfParts(word.slice(end), count + 1)) return true
  }
  return false
}

/** A syllable, or one that ends in a stop and bears no tone, as in prô-têin or glu-cô. */
const parseLoosely = (part: string): boolean =>
  parseSyllable(part) !== null ||
  /^(?:[bcdđghklmnprstvx]|[bcgpk]l|[bcdgpkt]r|ch|ph|th)?[aăâeêiíoôơuưyáéốóúý][cmnptl]?$/u.test(part)

/** Two words that were written as one, where both are known; whether they are known together. */
export function splitGlued(word: string): { first: string; second: string; pair: boolean } | null {
  const { levels, pair } = lexicon()
  let best: { first: string; second: string; pair: boolean } | null = null
  for (let at = 2; at <= word.length - 2; at += 1) {
    const [first, second] = [word.slice(0, at), word.slice(at)]
    const [one, other] = [canonical(first), canonical(second)]
    if (!levels.has(one) || !levels.has(other)) continue
    const known = pair(one, other) !== undefined
    if (known) return { first, second, pair: true }
    if (levels.get(one) === 'most' && levels.get(other) === 'most')
      best ??= { first, second, pair: false }
  }
  return best
}
