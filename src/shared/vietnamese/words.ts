/** Runs of letters and digits, with the marks that belong to them: what a text index calls words. */
const WORD = /[\p{L}\p{N}\p{Co}\p{M}]+/gu

/** A word with its place in the text, in UTF-16 units. */
export interface PlacedWord {
  text: string
  start: number
  end: number
}

/** The words of a text in their order; in Vietnamese each is a syllable. */
export function placedWords(text: string): PlacedWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length
  }))
}

/** How many words a text has: parts between spaces that hold a letter or a digit. */
export function countWords(text: string): number {
  let count = 0
  for (const part of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(part)) count += 1
  return count
}
