import * as v from 'valibot'
import {
  CaptioningParams,
  DemoParams,
  DownloadParams,
  DuplicateParams,
  EmbedParams,
  EvaluateParams,
  ImportParams,
  SubmitParams
} from '../../../shared/domain'
import { captionJob, embedJob, submitJob } from '../cluster'
import { demoJob } from '../demo'
import { duplicatesJob } from '../duplicates'
import { evaluateJob } from '../evaluate'
import { downloadJob } from '../hub'
import { importJob } from '../import'
import { trainJob } from '../train'
import type { JobTable } from './job-table'

/** Every kind of job that the workbench can do. */
export const jobTable: JobTable = {
  import: { params: ImportParams, handler: importJob },
  embed: { params: EmbedParams, handler: embedJob },
  train: { params: v.object({ runId: v.string() }), handler: trainJob },
  caption: { params: CaptioningParams, handler: captionJob },
  evaluate: { params: EvaluateParams, handler: evaluateJob },
  download: { params: DownloadParams, handler: downloadJob },
  demo: { params: DemoParams, handler: demoJob },
  duplicates: { params: DuplicateParams, handler: duplicatesJob },
  submit: { params: SubmitParams, handler: submitJob }
}
