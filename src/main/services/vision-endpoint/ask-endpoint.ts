import { AppError } from '../../../shared/errors'
import { describeFailure, readRetryAfter } from '../hub/ask-hub'
import type { Endpoint } from './endpoint'
import { failureOf, isPassing, type Answer } from './failures'

/** Bytes of an answer that are read: lists and captions are far smaller. */
const MAX_BYTES = 2 ** 22
/** Wait before the second try where the server names none. */
const WAIT_MS = 2000
/** The longest that a server's own wish is followed. */
const LONGEST_WAIT_MS = 60_000

export interface Question {
  /** Behind the base URL, such as `/models`. */
  path: string
  /** The model that is asked, for the words of an error. */
  model?: string
  /** Sent as JSON by POST; without it the question is a GET. */
  body?: unknown
  signal: AbortSignal
}

/**
 * The endpoint's answer, parsed from JSON. A busy server, and one that fails with an error of its
 * own, is asked a second time. Throws the `endpoint.` errors, and `engine.cancelled` once `signal`
 * is aborted.
 */
export async function askEndpoint(endpoint: Endpoint, question: Question): Promise<unknown> {
  const first = await send(endpoint, question)
  const answer = isPassing(first) ? await sendAgain(endpoint, question, first) : first
  if (answer.status < 200 || answer.status > 299)
    throw failureOf(endpoint.url, question.model, answer)
  try {
    return JSON.parse(answer.text)
  } catch {
    throw new AppError('endpoint.no-api', { url: endpoint.url, detail: 'no JSON' })
  }
}

async function sendAgain(endpoint: Endpoint, question: Question, first: Answer): Promise<Answer> {
  const ms = first.retryAfterMs ?? WAIT_MS
  if (ms > LONGEST_WAIT_MS) return first
  await endpoint.wait(ms, question.signal).catch((cause: unknown) => {
    throw new AppError('engine.cancelled', {}, { cause })
  })
  return send(endpoint, question)
}

async function send(
  { url, key, patienceMs }: Endpoint,
  { path, body, signal }: Question
): Promise<Answer> {
  const patience = AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(url + path, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, patience]),
      headers: {
        accept: 'application/json',
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' })
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) })
    })
    return {
      status: response.status,
      text: await readText(response),
      retryAfterMs: readRetryAfter(response.headers.get('retry-after'))
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (signal.aborted) throw new AppError('engine.cancelled', {}, { cause })
    if (patience.aborted) {
      throw new AppError(
        'endpoint.timeout',
        { url, seconds: Math.round(patienceMs / 1000) },
        { cause }
      )
    }
    const detail = describeFailure(cause, signal)
    throw new AppError('endpoint.unreachable', { url, detail }, { cause })
  }
}

async function readText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength
    // Leaving the loop closes the connection.
    if (bytes > MAX_BYTES) {
      const detail = `more than ${MAX_BYTES} bytes`
      throw new AppError('endpoint.no-api', { url: new URL(response.url).origin, detail })
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
