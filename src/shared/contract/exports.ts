import { ExportParams, ExportPreview, ExportReport } from '../domain'
import { procedure } from './base'

/** Writing captions and pairs to files on the workbench's machine. */
export const exportsContract = {
  /** Ends when the files are written; how far it is comes as events. Aborting the call cancels. */
  run: procedure.input(ExportParams).output(ExportReport),
  preview: procedure.input(ExportParams).output(ExportPreview)
}
