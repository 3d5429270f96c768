import type { ImportParams } from '../../../shared/domain'
import type { JobHandler } from '../jobs/job-handler'
import { runImport } from './run-import'

export { previewImport } from './preview-import'
export { runImport, type ImportOptions } from './run-import'

/** The import as a job; its result is an `ImportReport`. */
export const importJob: JobHandler = {
  kind: 'import',
  async run({ library, signal, report, emit }, params) {
    const result = await runImport(library, params as ImportParams, { signal, report })
    const entity = result.format === 'pairs' ? 'pairs' : 'images'
    emit({ type: 'data', entity })
    if (entity === 'images') emit({ type: 'data', entity: 'captions' })
    emit({ type: 'library', library: library.info() })
    return result
  }
}
