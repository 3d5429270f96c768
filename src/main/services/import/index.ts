import type { ImportParams } from '../../../shared/domain'
import type { JobHandler } from '../jobs/job-handler'
import { holdsEmbeddings } from './detect-format'
import { importEmbeddings } from './import-embeddings'
import { runImport } from './run-import'

export { previewImport } from './preview-import'
export { runImport, type ImportOptions } from './run-import'

/** The import as a job; its result is an `ImportReport`. */
export const importJob: JobHandler = {
  kind: 'import',
  async run({ library, engine, signal, report, emit }, params) {
    const input = params as ImportParams
    const result = holdsEmbeddings(input)
      ? await importEmbeddings(library, input, { signal, report, engine })
      : await runImport(library, input, { signal, report })
    if (result.format === 'embeddings') emit({ type: 'data', entity: 'models' })
    const entity = result.format === 'pairs' ? 'pairs' : 'images'
    emit({ type: 'data', entity })
    if (entity === 'images') emit({ type: 'data', entity: 'captions' })
    emit({ type: 'library', library: await library.info() })
    return result
  }
}
