import * as v from 'valibot'
import { ComparisonExport, DataDifference } from '../domain'
import { Done, procedure } from './base'

const Runs = v.object({ ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(20)) })

/** Runs beside each other. Their settings and curves come with the runs themselves. */
export const compareContract = {
  /** How the data of each run but the first differs from the first one's. */
  data: procedure.input(Runs).output(v.array(DataDifference)),
  /** Writes a part of the comparison into a file, named by its absolute path. */
  exportFile: procedure
    .input(v.object({ ...Runs.entries, part: ComparisonExport, file: v.string() }))
    .output(Done)
}
