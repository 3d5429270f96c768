import * as v from 'valibot'
import { AddModelParams, CaptionerExport, DownloadParams, EntityId, Model } from '../domain'
import { Done, procedure } from './base'
import { Queued } from './jobs'

/** Registered encoder and GPT-2 folders and captioners. */
export const modelsContract = {
  list: procedure.output(v.array(Model)),
  /** Reads, checks and registers a model; the same path again gives the same model. */
  add: procedure.input(AddModelParams).output(Model),
  /** Loads a model from the hub and adds it. The result of the job is a `DownloadReport`. */
  download: procedure.input(DownloadParams).output(Queued),
  /** Writes a captioner for other programs. */
  exportCaptioner: procedure
    .input(CaptionerExport)
    .output(v.object({ file: v.string(), bytes: v.number() })),
  remove: procedure.input(v.object({ id: EntityId })).output(Done)
}
