import { countWords } from '../../../shared/vietnamese/words'
import { textAgreementMemo } from '../agreement/agreed'
import { issueMarks } from '../captions/issue-marks'
import { phraseForm, phraseIn } from '../search/phrase-in'
import { nameWords } from '../search/search-text'
import type { ReadDb } from './connection'

/**
 * What queries and migrations may call besides SQLite's own functions. None is ever given null.
 * `open` opens another connection to the same library.
 */
export const sqlFunctions = (open: () => ReadDb) => ({
  count_words: countWords,
  name_words: nameWords,
  phrase_in: (text: string, phrase: string) => (phraseIn(text, phrase) ? 1 : 0),
  phrase_form: phraseForm,
  text_agreement: textAgreementMemo(),
  caption_issues: issueMarks(open)
})
