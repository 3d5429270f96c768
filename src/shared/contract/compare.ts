import * as v from 'valibot'
import { ComparisonExport, DataDifference, list, Overwrite, Path, TextId } from '../domain'
import { Done, procedure } from './base'

const Runs = v.object({ ids: v.pipe(list(TextId, 20), v.minLength(1)) })

/** Runs side by side. Their settings and curves come with the runs themselves. */
export const compareContract = {
  /** How the data of each run but the first differs from the first one's. */
  data: procedure.input(Runs).output(v.array(DataDifference)),
  /** Writes a part of the comparison into a file, named by its absolute path. */
  exportFile: procedure
    .input(v.object({ ...Runs.entries, part: ComparisonExport, file: Path, overwrite: Overwrite }))
    .output(Done)
}
