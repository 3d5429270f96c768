import * as v from 'valibot'
import { AppError } from '../../../shared/errors'

/** What came back, whatever its status. */
export interface Answer {
  status: number
  text: string
  /** How long the server asks to wait, in milliseconds. */
  retryAfterMs: number | null
}

/** Wait in seconds that is named where a busy server names none. */
const USUAL_WAIT = 60
/** Longest part of a server's own words that an error repeats. */
const SHOWN = 300

/** What servers say of a model without eyes: Ollama, llama.cpp ("mmproj"), vLLM, OpenAI. */
const EYES =
  /mmproj|multi-?modal|image[ _]?(input|url)|\w+ (images|vision)\b|vision (model|capab|input)/i
const NONE = /\b(not|no|cannot|only|missing)\b|n't\b/i
const lacksEyes = (said: string): boolean => EYES.test(said) && NONE.test(said)

/** Whether the server may answer well a moment later. */
export const isPassing = (answer: Answer): boolean =>
  (answer.status === 429 || answer.status === 408 || answer.status >= 500) &&
  !lacksEyes(messageOf(answer))

/** The error for an answer with a bad status to a question about `model`. */
export function failureOf(url: string, model: string | undefined, answer: Answer): AppError {
  const { status, retryAfterMs } = answer
  const detail = messageOf(answer) || `status ${status}`
  if (status === 401 || status === 403) return new AppError('endpoint.not-allowed', { url, status })
  if (status === 429) {
    const seconds = retryAfterMs === null ? USUAL_WAIT : Math.ceil(retryAfterMs / 1000)
    return new AppError('endpoint.too-many-requests', { url, seconds })
  }
  if (model !== undefined && lacksEyes(detail)) {
    return new AppError('endpoint.not-vision', { model, detail })
  }
  if (status === 404 && model !== undefined && /model/i.test(detail)) {
    return new AppError('endpoint.no-model', { url, model })
  }
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
    return new AppError('endpoint.no-api', { url, detail: `status ${status}` })
  }
  return new AppError('endpoint.refused', { url, status, detail })
}

/**
 * Errors that concern every image alike: the job ends with them. Any other is that of one image.
 */
export const concernsAll = (error: unknown): boolean =>
  !(error instanceof AppError) ||
  [
    'endpoint.unreachable',
    'endpoint.not-allowed',
    'endpoint.bad-key',
    'endpoint.no-api',
    'endpoint.no-model',
    'endpoint.not-vision',
    'endpoint.too-many-requests',
    'engine.cancelled'
  ].includes(error.code)

const Message = v.union([
  v.pipe(
    v.object({ error: v.object({ message: v.string() }) }),
    v.transform(({ error }) => error.message)
  ),
  v.pipe(
    v.object({ error: v.string() }),
    v.transform(({ error }) => error)
  ),
  v.pipe(
    v.object({ message: v.string() }),
    v.transform(({ message }) => message)
  )
])

/** What the server says is wrong, on one line without a full stop. */
function messageOf({ text }: Answer): string {
  let said = text
  try {
    const parsed = v.safeParse(Message, JSON.parse(text))
    if (parsed.success) said = parsed.output
  } catch {
    // Words without JSON, or a page.
    if (/^\s*</.test(text)) return ''
  }
  const line = said.replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  return line.length > SHOWN ? `${line.slice(0, SHOWN).toWellFormed()}…` : line
}
