import { Agreement, AgreementParams, LibraryStatistics, Vocabulary } from '../domain'
import { procedure } from './base'

/** How far the work is, and what was written. */
export const statisticsContract = {
  library: procedure.output(LibraryStatistics),
  /** How alike people caption the same images. */
  agreement: procedure.input(AgreementParams).output(Agreement),
  vocabulary: procedure.output(Vocabulary)
}
