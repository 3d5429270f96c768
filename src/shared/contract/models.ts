import * as v from 'valibot'
import { DownloadParams, EntityId, Model } from '../domain'
import { Done, procedure } from './base'
import { Queued } from './jobs'

/** Registered CLIP and GPT-2 folders. */
export const modelsContract = {
  list: procedure.output(v.array(Model)),
  /** Reads, checks and registers a Hugging Face folder; the same folder again gives the same model. */
  add: procedure.input(v.object({ path: v.string() })).output(Model),
  /** Loads a model from the hub and adds it. The result of the job is a `DownloadReport`. */
  download: procedure.input(DownloadParams).output(Queued),
  remove: procedure.input(v.object({ id: EntityId })).output(Done)
}
