import * as v from 'valibot'
import { ErrorInfo, Timestamp } from '../domain/common'
import { Done, procedure } from './base'

/**
 * How far an update is. `unsupported`: this host, or this way of installing, cannot update itself.
 * `off`: no feed is set. `ready`: downloaded and checked, to be installed.
 */
export const UpdateStage = v.picklist([
  'unsupported',
  'off',
  'idle',
  'checking',
  'available',
  'downloading',
  'ready',
  'installing'
])
export type UpdateStage = v.InferOutput<typeof UpdateStage>

export const UpdateState = v.object({
  stage: UpdateStage,
  /** The newer version; null where none is known. */
  version: v.nullable(v.string()),
  /** What the feed says about it. */
  notes: v.nullable(v.string()),
  /** Share of the download that is there, from 0 to 1. */
  share: v.number(),
  /** When the feed was last asked with success; null before. */
  checkedAt: v.nullable(Timestamp),
  /** Why the last step failed. */
  error: v.nullable(ErrorInfo)
})
export type UpdateState = v.InferOutput<typeof UpdateState>

/**
 * Newer versions of the application, from the feed that the settings name. Nothing is downloaded or
 * installed without its call. Each throws `update.unsupported` or `update.no-feed`.
 */
export const updatesContract = {
  state: procedure.output(UpdateState),
  /** Throws `update.feed-invalid` or `update.failed`. */
  check: procedure.output(UpdateState),
  /** Throws `update.none` or `update.failed`. */
  download: procedure.output(UpdateState),
  /** Stops running jobs safely, ends the application and starts the new version. Throws `update.none`. */
  install: procedure.output(Done)
}
