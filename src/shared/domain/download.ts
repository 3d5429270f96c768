import * as v from 'valibot'
import { readHubModel } from '../hub-models'
import { EntityId } from './common'

/** A model to load from the hub and to register. */
export const DownloadParams = v.object({
  /** A known short name, or `owner/name[@revision]`. */
  name: v.pipe(
    v.string(),
    v.check((name) => readHubModel(name) !== null, 'is neither a known model nor owner/name')
  ),
  /** Absolute path of the folder to make; null for the place where loaded models are kept. */
  folder: v.optional(v.nullable(v.string()), null)
})
export type DownloadParams = v.InferOutput<typeof DownloadParams>

export const DownloadReport = v.object({
  modelId: EntityId,
  /** Absolute path of the folder. */
  path: v.string(),
  /** Bytes of its files. */
  bytes: v.number()
})
export type DownloadReport = v.InferOutput<typeof DownloadReport>
