import { AppError } from '../../../shared/errors'
import type { Hub } from './hub'
import { PassingFailure } from './retries'

const maxRedirects = 8
const redirects = [301, 302, 303, 307, 308]
/** A range that the file does not have; the caller knows what to do. */
const RANGE_NOT_SATISFIABLE = 416

export interface Question {
  url: string
  /** What is asked for, in the words of an error. */
  about: string
  headers?: Record<string, string>
  signal: AbortSignal
}

/**
 * The answer to a GET: one with a good status or 416. Redirects are followed here, so that the
 * token goes to no other origin. Throws a `PassingFailure` for no network, a busy server or an
 * error of its own, and `hub.not-found`, `hub.not-allowed`, `hub.refused` or `hub.redirects`.
 */
export async function askHub(hub: Hub, question: Question): Promise<Response> {
  let { url } = question
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const response = await send(hub, url, question)
    if (response.ok || response.status === RANGE_NOT_SATISFIABLE) return response
    const target = response.headers.get('location')
    await response.body?.cancel()
    const redirected = redirects.includes(response.status) && target !== null
    if (!redirected || !URL.canParse(target, url)) throw failureOf(hub, question.about, response)
    url = new URL(target, url).href
  }
  throw new AppError('hub.redirects', { host: hub.host, name: question.about })
}

async function send(hub: Hub, url: string, { headers = {}, signal }: Question): Promise<Response> {
  const trusted = hub.token !== null && new URL(url).origin === new URL(hub.endpoint).origin
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal,
      headers: {
        ...headers,
        // Lengths and ranges are those of the file itself.
        'accept-encoding': 'identity',
        ...(trusted && { authorization: `Bearer ${hub.token}` })
      }
    })
  } catch (error) {
    const { host } = new URL(url)
    const failure = new AppError(
      'hub.unreachable',
      { host, detail: describeFailure(error, signal) },
      { cause: error }
    )
    throw new PassingFailure(failure)
  }
}

/** The innermost reason, which says more than "fetch failed". */
export function describeFailure(error: unknown, signal: AbortSignal): string {
  if (signal.aborted && signal.reason instanceof Error) return signal.reason.message
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(inner instanceof Error)) return String(inner)
  // Several addresses that failed are one error without words.
  return inner.message || String((inner as NodeJS.ErrnoException).code ?? inner.name)
}

function failureOf(hub: Hub, name: string, { status, headers }: Response): Error {
  const { host } = hub
  const reason = headers.get('x-error-code')
  // The hub answers 401 for what does not exist too, to hide what is private.
  if (status === 404 || reason === 'RepoNotFound')
    return new AppError('hub.not-found', { name, host })
  if (status === 401 || status === 403) return new AppError('hub.not-allowed', { name, host })
  const refused = new AppError('hub.refused', { host, name, status })
  if (status === 429) {
    const waitMs = readRetryAfter(headers.get('retry-after'))
    const seconds = Math.ceil((waitMs ?? 60_000) / 1000)
    return new PassingFailure(new AppError('hub.too-many-requests', { host, seconds }), waitMs)
  }
  if (status === 408 || status >= 500) {
    return new PassingFailure(refused, readRetryAfter(headers.get('retry-after')))
  }
  return refused
}

/** `Retry-After` in milliseconds: it holds seconds or a date. */
function readRetryAfter(value: string | null): number | null {
  if (value === null) return null
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
