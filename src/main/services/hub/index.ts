import * as v from 'valibot'
import { DownloadParams, type DownloadReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { readHubName } from '../../../shared/hub-names'
import type { JobHandler } from '../jobs/job-handler'
import { addModel } from '../models/models'
import { downloadRepository } from './download'
import { findHub } from './hub'
import { folderOf } from './models-dir'
import { pushFolder, type PushOptions, type PushReport } from './push'

/** Loads a model from the hub, checks and registers it, or loads a data set. The job's result is a `DownloadReport`. */
export const downloadJob: JobHandler = {
  kind: 'download',
  async run(context, params): Promise<DownloadReport> {
    const { library, engine, signal, report } = context
    // A job of an older version lacks newer options.
    const wanted = v.parse(DownloadParams, params)
    const { path, bytes } = await downloadByName(wanted, { signal, report })
    if (wanted.kind === 'dataset') return { modelId: null, path, bytes }
    report({ phase: 'checking-model', done: 0, total: null })
    const model = await addModel({ library, engine }, { path })
    return { modelId: model.id, path, bytes }
  }
}

/**
 * Loads a model or data set by its known name or `owner/name[@revision]`, into `wanted` or the place where
 * they are kept. Throws `hub.not-found` for a name of another form, or as `downloadRepository`.
 */
export async function downloadByName(
  { name, kind, folder: wanted }: DownloadParams,
  options: Pick<Parameters<typeof downloadRepository>[0], 'signal' | 'report'>
): Promise<{ path: string; bytes: number }> {
  const hub = findHub()
  const repository = readHubName(name, kind)
  if (!repository) throw new AppError('hub.not-found', { name, host: hub.host })
  const path = wanted ?? folderOf(repository)
  const { bytes } = await downloadRepository({ ...options, hub, repository, folder: path })
  return { path, bytes }
}

/** Pushes a folder to the hub that `HF_ENDPOINT` and `HF_TOKEN` name. Throws as `pushFolder`. */
export const pushByName = (options: Omit<PushOptions, 'hub'>): Promise<PushReport> =>
  pushFolder({ ...options, hub: findHub() })
