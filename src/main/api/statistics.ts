import type { Vocabulary } from '../../shared/domain'
import { libraryAgreement } from '../services/agreement'
import { api } from './base'

/** Days of work that are shown. */
const DAYS = 90

export const statisticsRouter = api.statistics.router({
  library: api.statistics.library.handler(({ context }) =>
    context.workbench.library.reader.ask('libraryStatistics', Date.now() - DAYS * 24 * 3600 * 1000)
  ),
  agreement: api.statistics.agreement.handler(({ context: { workbench }, input }) =>
    libraryAgreement(workbench, input)
  ),
  vocabulary: api.statistics.vocabulary.handler(async ({ context }) => {
    let last: Vocabulary = { words: 0, written: 0, once: 0, frequent: [] }
    // Each sum is of all words up to there.
    for await (const sums of context.workbench.library.reader.rows('scanVocabulary')) {
      last = sums.at(-1) ?? last
    }
    return last
  })
})
