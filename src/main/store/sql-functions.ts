import { countWords } from '../../shared/vietnamese/words'
import { phraseIn } from './phrase-test'
import { nameWords } from './search-text'

/** What queries and migrations may call besides SQLite's own functions. None is ever given null. */
export const sqlFunctions = {
  count_words: countWords,
  name_words: nameWords,
  phrase_in: (text: string, phrase: string) => (phraseIn(text, phrase) ? 1 : 0)
} as const
