/** Combining marks that are tones in Vietnamese: grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const MARKS = /\p{Mn}/gu

/** Lower case in Unicode normalisation form C: what an accented search word is compared with. */
export function exactText(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Lower case without any accent, and with d for đ, which Unicode does not decompose. */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd')
}

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

/** One word of a search: which column of a text index it is looked up in, and in which form. */
export interface SearchWord {
  column: 'exact' | 'folded'
  word: string
}

/** The words of a search text. A word with an accent matches exactly, one without matches any. */
export function searchWords(text: string): SearchWord[] {
  return exactText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const folded = foldText(word)
      return word === folded ? { column: 'folded', word } : { column: 'exact', word }
    })
}

/** The FTS5 query for one word; quoted, so that nothing in it is an operator. */
export function matchQuery({ column, word }: SearchWord): string {
  return `${column} : "${word.replaceAll('"', '""')}"`
}
