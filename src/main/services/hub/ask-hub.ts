import { AppError } from '../../../shared/errors'
import type { Hub } from './hub'
import { PassingFailure } from './retries'

const maxRedirects = 8
const redirects = [301, 302, 303, 307, 308]
/** Those that ask for the same request again, body and all. */
const redirectsOfBodies = [307, 308]
/** A range that the file does not have; the caller knows what to do. */
const RANGE_NOT_SATISFIABLE = 416

export interface Question {
  url: string
  /** What is asked for, in the words of an error. */
  about: string
  headers?: Record<string, string>
  signal: AbortSignal
  /** `GET` where it is not said. */
  method?: string
  /** Sent again where a redirect asks for it. */
  body?: string | Blob
  /** Whether an answer is taken as it is; by default one with a good status or 416. */
  accepts?(response: Response): boolean
  /** The error for an answer that is not; by default in the words of a download. */
  failure?(response: Response): Promise<Error>
}

/**
 * The answer to a request. Redirects are followed here, so that the token goes to no other origin.
 * Throws a `PassingFailure` for no network, a busy server or an error of its own, and
 * `hub.not-found`, `hub.not-allowed`, `hub.refused`, `hub.redirects` or `hub.other-scheme`.
 */
export async function askHub(hub: Hub, question: Question): Promise<Response> {
  const { about, accepts = isGood, failure } = question
  let { url } = question
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    requireScheme(hub, url, about)
    const response = await send(hub, url, question)
    if (accepts(response)) return response
    const target = response.headers.get('location')
    const followed = question.body === undefined ? redirects : redirectsOfBodies
    const redirected = followed.includes(response.status) && target !== null
    if (!redirected || !URL.canParse(target, url)) {
      if (failure) throw await failure(response)
      await response.body?.cancel()
      throw failureOf(hub, about, response)
    }
    await response.body?.cancel()
    url = withoutUser(new URL(target, url))
  }
  throw new AppError('hub.redirects', { host: hub.host, name: about })
}

const isGood = ({ ok, status }: Response): boolean => ok || status === RANGE_NOT_SATISFIABLE

/** An address that is not to be sent to, whoever names it: a file, data, or in the open where the hub is not. */
function requireScheme(hub: Hub, url: string, name: string): void {
  const { protocol } = new URL(url)
  if (protocol === 'https:' || protocol === new URL(hub.endpoint).protocol) return
  throw new AppError('hub.other-scheme', { host: hub.host, name, scheme: protocol.slice(0, -1) })
}

/** `fetch` takes no address with a user in it, and names it in its error. */
function withoutUser(url: URL): string {
  url.username = ''
  url.password = ''
  return url.href
}

/** What was meant for one origin is told to no other. */
const withoutAuthorization = ({ authorization: _, ...headers }: Record<string, string>) => headers

/** What the hub's own origin is told of who asks. */
function authorizationOf({ token, credentials }: Hub): string | null {
  if (token !== null) return `Bearer ${token}`
  return credentials === null ? null : `Basic ${Buffer.from(credentials).toString('base64')}`
}

/** Whether an address is the hub's own, and not that of a storage which it names. */
export const isOwn = (hub: Hub, url: string): boolean =>
  new URL(url).origin === new URL(hub.endpoint).origin

async function send(hub: Hub, url: string, question: Question): Promise<Response> {
  const { headers = {}, signal, method = 'GET', body } = question
  const authorization = isOwn(hub, url) ? authorizationOf(hub) : null
  const redirected = new URL(url).origin !== new URL(question.url).origin
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal,
      method,
      ...(body !== undefined && { body }),
      headers: {
        ...(redirected ? withoutAuthorization(headers) : headers),
        // Lengths and ranges are those of the file itself.
        'accept-encoding': 'identity',
        ...(authorization && { authorization })
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
  return inner.message || ((inner as NodeJS.ErrnoException).code ?? inner.name)
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
export function readRetryAfter(value: string | null): number | null {
  if (value === null) return null
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
