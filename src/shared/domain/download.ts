import * as v from 'valibot'
import { readHubName } from '../hub-names'
import { Path, text } from './bounds'
import { EntityId } from './common'

/** A model to load from the hub and to register, or a data set to load for an import. */
export const DownloadParams = v.object({
  /** A model's known short name, or `owner/name[@revision]`. */
  name: v.pipe(
    text(500),
    v.check((name) => readHubName(name) !== null, 'is neither a known model nor owner/name')
  ),
  kind: v.optional(v.picklist(['model', 'dataset']), 'model'),
  /** Absolute path of the folder to make; null for the place where loaded models and data sets are kept. */
  folder: v.optional(v.nullable(Path), null)
})
export type DownloadParams = v.InferOutput<typeof DownloadParams>

export const DownloadReport = v.object({
  /** Null for a data set, which is not registered. */
  modelId: v.nullable(EntityId),
  /** Absolute path of the folder. */
  path: v.string(),
  /** Bytes of its files. */
  bytes: v.number()
})
export type DownloadReport = v.InferOutput<typeof DownloadReport>
