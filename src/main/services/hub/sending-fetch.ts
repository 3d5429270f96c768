import { AppError } from '../../../shared/errors'
import { askHub, isOwn, readRetryAfter } from './ask-hub'
import type { Hub } from './hub'
import { readAnswer } from './read-answer'
import { PassingFailure } from './retries'
import { Silence } from './silence'

/** Bytes of an answer: addresses for a hundred files, or what a storage knows of a piece. */
const MAX_ANSWER = 2 ** 26
/** Bytes and letters of an answer that says why something is refused. */
const MAX_REASON = 2 ** 16
const MAX_LETTERS = 300

export interface Sending {
  hub: Hub
  /** What is pushed, in the words of an error. */
  about: string
  signal: AbortSignal
  /** Called with how many bytes of a file went out. */
  onBytes(bytes: number): void
  /** Called with the bytes of a file, or of a piece of one, when it has arrived. */
  onArrived(bytes: number): void
}

/**
 * A `fetch` for the hub's client with the guarantees of a download: what is secret goes to the
 * hub's own origin alone, nothing is sent in the open that was not before, a server that stays
 * silent is given up. Failures that may pass are each a `PassingFailure`, others a code of `push.`.
 */
export function sendingFetch(sending: Sending): typeof fetch {
  const { hub, about, onBytes, onArrived } = sending
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const signals = [sending.signal, init.signal].filter((signal) => signal instanceof AbortSignal)
    const silence = new Silence(hub.silenceMs, AbortSignal.any(signals))
    const file = fileOf(init.body, (bytes) => {
      silence.broken()
      onBytes(bytes)
    })
    const body = file ?? (typeof init.body === 'string' ? init.body : undefined)
    try {
      const response = await askHub(hub, {
        url,
        about,
        signal: silence.signal,
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(body !== undefined && { body }),
        accepts: (answer) => answer.ok || isForClient(hub, answer, body),
        failure: (answer) => failureOf(sending, answer, silence)
      })
      const answer = await readAnswer(hub, response, silence, MAX_ANSWER)
      if (file && response.ok) onArrived(file.size)
      const { status, headers } = response
      return new Response(answer.size > 0 ? answer : null, { status, headers })
    } finally {
      silence.end()
    }
  }
}

/** Whether the client deals with an answer: that a storage lacks something, or that a name is taken. */
const isForClient = (hub: Hub, { url, status }: Response, body: unknown): boolean =>
  isOwn(hub, url) ? status === 409 : status === 404 && body === undefined

/** The file in a request, whose bytes are counted as they go out; null where it has none. */
function fileOf(body: RequestInit['body'], onBytes: (bytes: number) => void): Blob | null {
  if (body instanceof Blob) return new CountedBlob(body, onBytes)
  if (!(body instanceof Uint8Array)) return null
  return new CountedBlob(new Blob([body as Uint8Array<ArrayBuffer>]), onBytes)
}

/** A blob that says what is read of it. */
class CountedBlob extends Blob {
  readonly #content: Blob
  readonly #onBytes: (bytes: number) => void

  constructor(content: Blob, onBytes: (bytes: number) => void) {
    super()
    this.#content = content
    this.#onBytes = onBytes
  }

  override get size(): number {
    return this.#content.size
  }

  override stream(): ReturnType<Blob['stream']> {
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (piece, passed) => {
        this.#onBytes(piece.length)
        passed.enqueue(piece)
      }
    })
    return this.#content.stream().pipeThrough(counter)
  }
}

async function failureOf(
  { hub, about: name }: Sending,
  response: Response,
  silence: Silence
): Promise<Error> {
  const { host } = hub
  const { status, headers } = response
  const waitMs = readRetryAfter(headers.get('retry-after'))
  if (status === 429) {
    await response.body?.cancel()
    const seconds = Math.ceil((waitMs ?? 60_000) / 1000)
    return new PassingFailure(new AppError('hub.too-many-requests', { host, seconds }), waitMs)
  }
  if (!isOwn(hub, response.url)) {
    await response.body?.cancel()
    // The hub names another place when it is asked again.
    const detail = `status ${status}`
    return new PassingFailure(new AppError('push.interrupted', { host, name, detail }), waitMs)
  }
  const detail = await reasonOf(hub, response, silence)
  if (status === 401 || status === 403) {
    return new AppError('push.not-allowed', { host, name, detail })
  }
  const refused = new AppError('push.refused', { host, name, status, detail })
  return status === 408 || status >= 500 ? new PassingFailure(refused, waitMs) : refused
}

/** What the hub says of a refusal; nothing where it says none. */
async function reasonOf(hub: Hub, response: Response, silence: Silence): Promise<string> {
  try {
    const text = await (await readAnswer(hub, response, silence, MAX_REASON)).text()
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown }
    const said = [error, message].find((one) => typeof one === 'string')
    return inBrackets(hub, said ?? '')
  } catch {
    return ''
  }
}

/** What a hub says, as a part of a line: without secrets, line breaks or the rest of a long text. */
export function inBrackets({ token, credentials }: Hub, text: string): string {
  const secrets = [token, credentials].filter((secret) => secret !== null)
  const shown = secrets.reduce((line, secret) => line.replaceAll(secret, '…'), text)
  const line = shown.replace(/\s+/g, ' ').trim().slice(0, MAX_LETTERS)
  return line && ` (${line})`
}
