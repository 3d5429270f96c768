import { countWords } from '../../shared/vietnamese/words'
import { nameWords, phraseIn } from './search-text'

/** What queries and migrations may call besides SQLite's own functions. None is ever given null. */
export const sqlFunctions = {
  count_words: countWords,
  name_words: nameWords,
  phrase_in: (text: string, phrase: string) => (phraseIn(text, phrase) ? 1 : 0)
} as const
