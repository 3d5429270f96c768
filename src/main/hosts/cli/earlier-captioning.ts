import { resolve } from 'node:path'
import * as v from 'valibot'
import { CaptioningParams, isJobElsewhere, type Job } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { Session } from './session'

type Api = Session['api']
type Params = v.InferInput<typeof CaptioningParams>

/** Jobs looked through. */
const LATEST = 1000

/** The last captioning of the same images by the same model and options. Throws `caption.no-job`. */
export async function earlierJob(
  api: Api,
  params: Params,
  source: string | undefined
): Promise<Job> {
  const found = await findEarlier(api, params)
  if (found) return found
  throw new AppError('caption.no-job', { path: source === undefined ? '' : resolve(source) })
}

/** The same; null where there is none. */
export async function findEarlier(api: Api, params: Params): Promise<Job | null> {
  const wanted = keyOf(v.parse(CaptioningParams, params))
  for (const job of await api.jobs.list({ limit: LATEST })) {
    const found = job.kind === 'caption' ? v.safeParse(CaptioningParams, job.params) : null
    if (found?.success && keyOf(found.output) === wanted) return job
  }
  return null
}

/** What two captionings have in common; the schema puts the fields in one order. */
function keyOf(params: CaptioningParams): string {
  const { source, runId, checkpoint, modelId, ensemble, endpoint, decode, sample } = params
  const writer = [runId, checkpoint, modelId, ensemble, endpoint]
  return JSON.stringify([source, writer, decode, sample])
}

/** Queues a new captioning, or the earlier one again, and gives its id. */
export async function startJob(
  api: Api,
  params: Params,
  earlier: Job | null,
  retryFailed: boolean
): Promise<number> {
  if (!earlier) return (await api.captioning.start(params)).jobId
  const { id, state } = earlier
  // What a cluster has goes on there.
  if (isJobElsewhere(earlier)) return id
  if (retryFailed) return (await api.captioning.retryFailed({ jobId: id })).jobId
  // A queued one runs as it is; a done one has nothing left but is looked through again.
  if (state === 'queued') return id
  return (await api.captioning.again({ jobId: id })).jobId
}
