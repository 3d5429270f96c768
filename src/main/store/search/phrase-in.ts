import { findPhrase } from '../../../shared/vietnamese/find-phrase'
import { exactText, foldText, hasAccent } from '../../../shared/vietnamese/fold'
import { placedWords } from '../../../shared/vietnamese/words'

/** Blocks with signs that decompose into a sign and a mark, such as ≠: marks belong to words. */
const SIGNS = /[\u0385\u1fbd-\u2bff\ud834]/
const LETTERS = '\\p{L}\\p{N}\\p{Co}\\p{M}'
const MARKS = '\\p{Mn}*'

/** The phrase that was looked for last: a search asks of one text after the other. */
let last: { phrase: string; pattern: RegExp } | null = null

/**
 * Whether `findPhrase` finds something, told by one pattern: word by word it takes ten times as
 * long, and a search may ask of every caption.
 */
export function phraseIn(text: string, phrase: string): boolean {
  if (SIGNS.test(text)) return findPhrase(text, phrase).length > 0
  if (last?.phrase !== phrase) last = { phrase, pattern: patternOf(phrase) }
  return last.pattern.test(text.toLowerCase().normalize('NFD'))
}

/** What the text index splits as we do. */
const PLAIN = /^[\p{L}\p{N} ]+$/u

/** How the phrase stands in the text, as a query of the text index; null where it does not, or not plainly. */
export function phraseForm(text: string, phrase: string): string | null {
  const [place] = findPhrase(text, phrase)
  if (!place) return null
  const words = placedWords(exactText(text.slice(place.start, place.end)))
  const form = words.map((word) => word.text).join(' ')
  return PLAIN.test(form) ? `exact : "${form}"` : null
}

/** A pattern for texts in lower case whose accents stand behind their letters. */
function patternOf(phrase: string): RegExp {
  const words = placedWords(exactText(phrase)).map(({ text }) => text)
  const [first] = words
  if (first === undefined) return /(?!)/
  const [letter = '', ...rest] = lettersOf(first)
  const inside = [rest, ...words.slice(1).map(lettersOf)].map((letters) => letters.join(''))
  // The first letter stands before what is asked of its place: it is looked for much faster.
  const marks = hasAccent(first) ? '' : MARKS
  const begin = `${letter}(?<=(?:^|[^${LETTERS}])${marks}${letter})`
  return new RegExp(`${begin}${inside.join(`[^${LETTERS}]+`)}(?![${LETTERS}])`, 'u')
}

function lettersOf(word: string): string[] {
  if (hasAccent(word)) return Array.from(word.normalize('NFD'))
  return Array.from(foldText(word)).flatMap((letter) => [letter === 'd' ? '[dđ]' : letter, MARKS])
}
