import { LibraryNumbers, Vocabulary } from '../domain'
import { procedure } from './base'

/** How far the work is, and what was written. */
export const numbersContract = {
  library: procedure.output(LibraryNumbers),
  vocabulary: procedure.output(Vocabulary)
}
