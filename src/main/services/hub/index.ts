import type { DownloadParams, DownloadReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { readHubModel } from '../../../shared/hub-models'
import type { JobHandler } from '../jobs/job-handler'
import { addModel } from '../models/models'
import { downloadModel } from './download-model'
import { findHub } from './hub'
import { folderOf } from './models-dir'

/** Loads a model from the hub, checks it and registers it. The job's result is a `DownloadReport`. */
export const downloadJob: JobHandler = {
  kind: 'download',
  async run(context, params): Promise<DownloadReport> {
    const { library, engine, signal, report, emit } = context
    const { name, folder: wanted } = params as DownloadParams
    const { path, bytes } = await downloadByName(name, wanted, { signal, report })
    report({ phase: 'checking-model', done: 0, total: null })
    const model = await addModel({ library, engine }, { path })
    emit({ type: 'data', entity: 'models' })
    return { modelId: model.id, path, bytes }
  }
}

/**
 * Loads a model by its known name or `owner/name[@revision]`, into `wanted` or the place where
 * loaded models are kept. Throws `hub.not-found` for a name of another form, or as `downloadModel`.
 */
export async function downloadByName(
  name: string,
  wanted: string | null,
  options: Pick<Parameters<typeof downloadModel>[0], 'signal' | 'report'>
): Promise<{ path: string; bytes: number }> {
  const hub = findHub()
  const model = readHubModel(name)
  if (!model) throw new AppError('hub.not-found', { name, host: hub.host })
  const path = wanted ?? folderOf(model)
  const { bytes } = await downloadModel({ ...options, hub, model, folder: path })
  return { path, bytes }
}
