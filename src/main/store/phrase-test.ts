import { findPhrase } from '../../shared/vietnamese/find-phrase'
import { exactText, foldText, hasAccent } from '../../shared/vietnamese/fold'
import { placedWords } from '../../shared/vietnamese/words'
import { isInName } from './search-text'

/**
 * Whether phrases stand in an image, told from its texts themselves: for looking at some hundred
 * images one by one, where the text index would be opened for each anew, which takes 0.1 ms.
 */

/**
 * Letters and signs that the text index takes for words, or for what parts words, and folds just
 * as `exactText` and `foldText` say. With others it has its own ways, so that the text alone does
 * not tell what is found in it. The last one parts the captions of an image.
 */
export const PLAIN_RANGES: readonly (readonly [from: number, to: number])[] = [
  [0x09, 0x0d],
  [0x20, 0xb4],
  [0xb6, 0x12f],
  [0x131, 0x17e],
  [0x180, 0x24f],
  [0x1e00, 0x1e9a],
  [0x1e9c, 0x1eff],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0xe000, 0xe000]
]
const code = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`
const PLAIN = new RegExp(
  `^[${PLAIN_RANGES.map(([from, to]) => `${code(from)}-${code(to)}`).join('')}]*$`
)

/** Whether `phraseTest` knows of a text all that the index would. */
export const isPlain = (text: string): boolean => PLAIN.test(text)

/** Plain letters and digits, and what is taken for one. */
const letters = PLAIN_RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, place) => String.fromCharCode(from + place))
).filter((sign) => /[\p{L}\p{N}\p{Co}]/u.test(sign))
// Named one by one: a pattern with all letters of Unicode takes milliseconds to be made.
const LETTERS = letters.join('')

export interface PhraseTest {
  /** Whether the words stand one behind the other in a plain text. */
  inText(text: string): boolean
  /** Whether a plain name is found by them. */
  inName(name: string): boolean
}

/** The test for a phrase; null where only the index can tell. */
export function phraseTest(phrase: string): PhraseTest | null {
  const exact = exactText(phrase)
  const words = placedWords(exact).map(({ text }) => text)
  const [first] = words
  if (first === undefined || !isPlain(exact)) return null
  const inside = words.map(spellings).join(`[^${LETTERS}]+`)
  const inText = new RegExp(`(?<![${LETTERS}])${inside}(?![${LETTERS}])`)
  // What `isInName` says takes longer, and needs the first word in any case.
  const likely = new RegExp(spellings(foldText(first)))
  return {
    inText: (text) => inText.test(text),
    inName: (name) => likely.test(name) && isInName(name, phrase)
  }
}

/** The phrase that was looked for last: a search asks of one text after the other. */
let last: { phrase: string; test: PhraseTest | null } | null = null

/** Whether the words of `phrase` stand in `text` one behind the other, compared as in a search. */
export function phraseIn(text: string, phrase: string): boolean {
  if (last?.phrase !== phrase) last = { phrase, test: phraseTest(phrase) }
  // Word by word it takes twenty times as long.
  return last.test && isPlain(text) ? last.test.inText(text) : findPhrase(text, phrase).length > 0
}

/** A pattern of all spellings that a word of a search, given as `exactText`, is found in. */
function spellings(word: string): string {
  const form = hasAccent(word) ? exactText : foldText
  return Array.from(word, (letter) => `[${lettersLike(form).get(letter) ?? letter}]`).join('')
}

type Form = typeof exactText
const known = new Map<Form, Map<string, string>>()

/** All plain letters by what they become in a form. */
function lettersLike(form: Form): Map<string, string> {
  const found = known.get(form)
  if (found) return found
  const like = new Map<string, string>()
  for (const letter of letters) like.set(form(letter), (like.get(form(letter)) ?? '') + letter)
  known.set(form, like)
  return like
}
