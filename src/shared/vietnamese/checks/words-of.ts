const WORD = /[\p{L}\p{M}]+/gu

/** A word of a text with its place in UTF-16 units. */
export interface FoundWord {
  found: string
  start: number
  end: number
}

export const matches = (text: string, pattern: RegExp): FoundWord[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    found,
    start: index,
    end: index + found.length
  }))

export const wordsOf = (text: string): FoundWord[] => matches(text, WORD)

/** The words that are Vietnamese by their letters: some letter has an accent or is đ. */
export const vietnameseWords = (text: string): FoundWord[] =>
  wordsOf(text).filter(({ found }) => /[^\p{ASCII}]/u.test(found))

/** Whether a capital letter is within a sentence. */
export function isName(text: string, word: string, start: number): boolean {
  if (word.charAt(0) === word.charAt(0).toLowerCase()) return false
  let before = start
  // Step by step: a pattern would begin again at each space of the text.
  while (before > 0 && /["'“(\s]/.test(text.charAt(before - 1))) {
    if (text.charAt(before - 1) === '\n') return false
    before -= 1
  }
  return before > 0 && !/[.!?:]/.test(text.charAt(before - 1))
}

/** `form` with the capital letters of `word`. */
export function withCaseOf(form: string, word: string): string {
  if (word.length > 1 && word === word.toUpperCase()) return form.toUpperCase()
  const [first = ''] = word
  const capital = first !== first.toLowerCase()
  return capital ? form.charAt(0).toUpperCase() + form.slice(1) : form
}
