import { LibraryStatistics, Vocabulary } from '../domain'
import { procedure } from './base'

/** How far the work is, and what was written. */
export const statisticsContract = {
  library: procedure.output(LibraryStatistics),
  vocabulary: procedure.output(Vocabulary)
}
