import { exactText, foldText, hasAccent } from './fold'
import { placedWords } from './words'

/** A range of a text, in UTF-16 units. */
export interface TextRange {
  start: number
  end: number
}

/**
 * Where the words of `phrase` stand in `text` one behind the other. A word with an accent matches
 * exactly except for its case, one without matches any accent, and d matches đ.
 */
export function findPhrase(text: string, phrase: string): TextRange[] {
  const wanted = placedWords(exactText(phrase)).map(({ text: word }) => word)
  if (wanted.length === 0) return []
  const matchers = wanted.map((word) => ({
    word,
    form: hasAccent(word) ? exactText : foldText
  }))
  const words = placedWords(text)
  const found: TextRange[] = []
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    const fits = matchers.every(({ word, form }, i) => form(words[at + i]?.text ?? '') === word)
    const [first, last] = [words[at], words[at + wanted.length - 1]]
    if (fits && first && last) found.push({ start: first.start, end: last.end })
  }
  return found
}
