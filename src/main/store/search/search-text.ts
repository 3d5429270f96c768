import { exactText, foldText, hasAccent } from '../../../shared/vietnamese/fold'
import { placedWords } from '../../../shared/vietnamese/words'

export { exactText, foldText }

/** Combining marks that are tones in Vietnamese: grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
/** Letters that follow their base letter in the Vietnamese alphabet. */
const VIETNAMESE_ORDER: Record<string, string> = {
  ă: 'a~',
  â: 'a~~',
  đ: 'd~',
  ê: 'e~',
  ô: 'o~',
  ơ: 'o~~',
  ư: 'u~'
}

/**
 * A key whose binary order is the order of names in Vietnamese: a before ă before â before b, tones
 * only where nothing else decides, numbers by value. SQLite has no collation of that kind.
 */
export function sortKey(name: string): string {
  const lower = name.toLowerCase().normalize('NFD')
  const base = lower
    .replace(TONES, '')
    .normalize('NFC')
    .replace(/[ăâđêôơư]/g, (letter) => VIETNAMESE_ORDER[letter] ?? letter)
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'))
  return `${base}\u0001${lower}\u0001${name}`
}

/** A letter of private use that the tokenizer takes for a word: no phrase reaches over it. */
const BORDER = ' \ue000 '

/** Texts of one row of a text index, so that no phrase begins in one and ends in the next. */
export const joinTexts = (texts: readonly string[]): string => texts.join(BORDER)

/**
 * The words that an image's name is found by: its own, and their parts where letters meet digits,
 * a number also without its leading zeros. `img007.jpg` is found by `img007`, `img`, `007`, `7`.
 */
export function nameWords(name: string): string {
  return placedWords(foldText(name))
    .flatMap(({ text }) => {
      const parts = text.match(/\p{N}+|[^\p{N}]+/gu) ?? []
      const all = parts.length > 1 ? [text, ...parts] : parts
      return all.flatMap((part) => [part, ...(/^0+\d/.test(part) ? [part.replace(/^0+/, '')] : [])])
    })
    .join(' ')
}

/**
 * The FTS5 query for words that stand one behind the other: a word with an accent matches exactly,
 * one without matches any; null where there is no word. Where the phrase has words of both kinds,
 * no index knows their order in each form: `phraseIn` has to look, except where they stand just as
 * they were typed, which is what `sure` finds; it is null where the index alone tells.
 */
export function phraseQuery(phrase: string): { query: string; sure: string | null } | null {
  const words = placedWords(exactText(phrase)).map(({ text }) => text)
  if (words.length === 0) return null
  const exact = words.filter(hasAccent)
  const quoted = (column: string, list: readonly string[]) => `${column} : "${list.join(' ')}"`
  if (exact.length === words.length) return { query: quoted('exact', words), sure: null }
  const folded = quoted('folded', words.map(foldText))
  if (exact.length === 0) return { query: folded, sure: null }
  const each = exact.map((word) => quoted('exact', [word]))
  return {
    query: [folded, ...each].map((part) => `(${part})`).join(' AND '),
    sure: quoted('exact', words)
  }
}

/** The FTS5 query for an image's name with these words; ` *` behind it lets the last one go on. */
export function nameQuery(phrase: string): string | null {
  const words = placedWords(foldText(phrase)).map(({ text }) => text)
  return words.length > 0 ? `"${words.join(' ')}"` : null
}
