import type { LibraryNumbers, Vocabulary } from '../../../shared/domain'
import type { Library } from '../../store/library'

/** Days of work that are shown. */
const DAYS = 90

export const readNumbers = ({ reader }: Library): Promise<LibraryNumbers> =>
  reader.ask('libraryNumbers', Date.now() - DAYS * 24 * 3600 * 1000)

/** The words of all captions; takes a second or two where there are millions. */
export async function readVocabulary({ reader }: Library): Promise<Vocabulary> {
  let last: Vocabulary = { words: 0, written: 0, once: 0, frequent: [] }
  for await (const sums of reader.rows('scanVocabulary')) last = sums.at(-1) ?? last
  return last
}
