import type { ImportParams } from '../../../shared/domain'
import type { JobHandler } from '../jobs/job-handler'
import { holdsEmbeddings } from './open-input'
import { importEmbeddings } from './import-embeddings'
import { runImport } from './run-import'

export { previewImport } from './preview-import'
export { runImport } from './run-import'

/** The import as a job; its result is an `ImportReport`. */
export const importJob: JobHandler = {
  kind: 'import',
  run({ library, engine, images, signal, report }, params) {
    const input = params as ImportParams
    return holdsEmbeddings(input)
      ? importEmbeddings(library, input, { signal, report, engine })
      : runImport(library, input, { images, signal, report })
  }
}
