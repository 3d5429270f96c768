import { STATUS_CODES } from 'node:http'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import type { ImageResult } from '../../../services/serve-captions/caption-service'

/** Status of a request whose client has gone, as nginx has it: nobody reads it but the metrics. */
const CLIENT_GONE = 499
/** Seconds that a client is told to wait where the error does not say. */
const WAIT = 2

const statuses: Record<string, number> = {
  'serving.no-key': 401,
  'serving.not-from-here': 403,
  'serving.no-route': 404,
  'serving.unknown-model': 404,
  'serving.too-large': 413,
  'serving.wrong-type': 415,
  'serving.unreadable-body': 400,
  'serving.busy': 503,
  'serving.full': 503,
  'serving.stopping': 503,
  'serving.engine-failed': 503,
  'serving.fetch-failed': 422,
  'engine.cancelled': CLIENT_GONE,
  'embedding.not-finite': 500,
  unexpected: 500
}

/** The status of an error: one that is not in the table is about what the client sent. */
export const statusOf = (error: unknown): number =>
  error instanceof AppError ? (statuses[error.code] ?? 422) : 500

/** An error in the form of OpenAI's API. */
export function errorBody(error: unknown) {
  const status = statusOf(error)
  // What nobody expected is in the log, and may name what is no client's business.
  const { code, message } =
    status === 500 ? { code: 'unexpected', message: STATUS_CODES[500] ?? '' } : toErrorInfo(error)
  const type = status < 500 ? 'invalid_request_error' : 'server_error'
  return { error: { code, message, type } }
}

/** The answer to a request that fails as a whole. */
export function errorAnswer(error: unknown): Response {
  const status = statusOf(error)
  return Response.json(errorBody(error), { status, headers: headersFor(error, status) })
}

function headersFor(error: unknown, status: number): Record<string, string> {
  if (status === 401) return { 'www-authenticate': 'Bearer' }
  if (status !== 503) return {}
  const seconds = error instanceof AppError ? error.params['seconds'] : undefined
  return { 'retry-after': String(seconds ?? WAIT) }
}

/** One result for each image; the status is that of the first error where no image has a caption. */
export function captionsAnswer(model: string, results: readonly ImageResult[]): Response {
  const failures = results.flatMap((one) => ('error' in one ? [one.error] : []))
  const [first] = failures
  const status = first && failures.length === results.length ? statusOf(first) : 200
  const body = {
    model,
    results: results.map((one) =>
      'error' in one
        ? { name: one.name, ...errorBody(one.error) }
        : {
            name: one.name,
            caption: one.caption.text,
            score: one.caption.score,
            tokens: one.caption.tokens,
            finish_reason: finishReason(one.caption)
          }
    )
  }
  return Response.json(body, { status, headers: headersFor(first, status) })
}

export const finishReason = ({ stopped }: { stopped: boolean }) => (stopped ? 'stop' : 'length')
