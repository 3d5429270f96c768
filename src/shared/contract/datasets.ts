import * as v from 'valibot'
import { DownloadParams } from '../domain'
import { procedure } from './base'
import { Queued } from './jobs'

/** Data sets of the Hugging Face hub. */
export const datasetsContract = {
  /** Loads a data set, for an import to read. The result of the job is a `DownloadReport`. */
  download: procedure.input(v.omit(DownloadParams, ['kind'])).output(Queued)
}
