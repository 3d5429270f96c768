import * as v from 'valibot'
import { AppError } from '../../../shared/errors'
import { askEndpoint } from './ask-endpoint'
import type { Endpoint } from './endpoint'

const PATIENCE_MS = 15_000

const Models = v.object({ data: v.array(v.object({ id: v.string() })) })

/** Names of the models that an endpoint offers, sorted. Throws as {@link askEndpoint} does. */
export async function listModels(endpoint: Endpoint, signal: AbortSignal): Promise<string[]> {
  const patienceMs = Math.min(endpoint.patienceMs, PATIENCE_MS)
  const answer = await askEndpoint({ ...endpoint, patienceMs }, { path: '/models', signal })
  const parsed = v.safeParse(Models, answer)
  if (!parsed.success) {
    throw new AppError('endpoint.no-api', { url: endpoint.url, detail: 'no list of models' })
  }
  return parsed.output.data.map(({ id }) => id).sort()
}
