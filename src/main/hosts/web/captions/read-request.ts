import * as v from 'valibot'
import { DecodeOptions } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { inputError } from '../../../../shared/errors/input-error'
import type { GivenImage } from '../../../services/serve-captions/caption-service'
import {
  makeCaptionsForm,
  makeCaptionsRequest,
  makeChatRequest,
  type RequestLimits
} from './schemas'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'multipart/form-data'

/** Images to be captioned, and by what settings. */
export interface CaptionsRequest {
  images: GivenImage[]
  decode: DecodeOptions
}

export interface ChatRequest extends CaptionsRequest {
  model: string
  stream: boolean
}

interface Body {
  type: string | undefined
  bytes: Buffer<ArrayBuffer>
}

/** What requests ask for, by the limits of a server. */
export class RequestReader {
  readonly #limits: RequestLimits
  readonly #captions: ReturnType<typeof makeCaptionsRequest>
  readonly #form: ReturnType<typeof makeCaptionsForm>
  readonly #chat: ReturnType<typeof makeChatRequest>

  constructor(limits: RequestLimits) {
    this.#limits = limits
    this.#captions = makeCaptionsRequest(limits)
    this.#form = makeCaptionsForm(limits)
    this.#chat = makeChatRequest(limits)
  }

  /** Throws `serving.wrong-type`, `serving.unreadable-body`, or an `input.` error. */
  async captions(body: Body): Promise<CaptionsRequest> {
    const kind = kindOf(body)
    if (kind === FORM_TYPE) return this.#formCaptions(await readForm(body))
    if (kind !== JSON_TYPE) throw wrongType(body, `${FORM_TYPE} or ${JSON_TYPE}`)
    const { images, decode } = check(this.#captions, readJson(body.bytes))
    return {
      images: images.map((url, place) => ({ name: `images[${place}]`, url })),
      decode: this.#decode(decode)
    }
  }

  /** As {@link captions}; also throws `serving.one-image`. */
  chat(body: Body): ChatRequest {
    if (kindOf(body) !== JSON_TYPE) throw wrongType(body, JSON_TYPE)
    const { model, messages, stream, max_tokens, max_completion_tokens, ...rest } = check(
      this.#chat,
      readJson(body.bytes)
    )
    const content = messages.findLast(({ role }) => role === 'user')?.content
    const parts = Array.isArray(content) ? content : []
    const urls = parts.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : []))
    const [url, ...others] = urls
    if (url === undefined || others.length > 0) {
      throw new AppError('serving.one-image', { found: urls.length })
    }
    const decode = this.#decode(rest.decode)
    const wished = max_completion_tokens ?? max_tokens ?? decode.maxTokens
    const maxTokens = Math.min(decode.maxTokens, wished)
    const images = [{ name: 'image_url', url }]
    return { model, stream: stream === true, images, decode: { ...decode, maxTokens } }
  }

  async #formCaptions(form: FormData): Promise<CaptionsRequest> {
    const files = [...form.values()].filter((value) => typeof value !== 'string')
    const settings = form.get('decode')
    const { image, decode } = check(this.#form, {
      image: files,
      ...(typeof settings === 'string' && { decode: readJson(settings) })
    })
    const images = image.map(async (file, place) => ({
      name: file.name || `image[${place}]`,
      bytes: await file.bytes()
    }))
    return { images: await Promise.all(images), decode: this.#decode(decode) }
  }

  #decode(given: Record<string, unknown> | undefined): DecodeOptions {
    return v.parse(DecodeOptions, { ...this.#limits.decode, ...given })
  }
}

const kindOf = ({ type = '' }: Body): string => (type.split(';')[0] ?? '').trim().toLowerCase()

const wrongType = ({ type = 'missing' }: Body, expected: string) =>
  new AppError('serving.wrong-type', { found: type.slice(0, 100), expected })

function readJson(content: Buffer | string): unknown {
  try {
    return JSON.parse(content.toString())
  } catch (cause) {
    throw unreadable('JSON', cause)
  }
}

async function readForm({ type = '', bytes }: Body): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw unreadable(FORM_TYPE, cause)
  }
}

function unreadable(type: string, cause: unknown): AppError {
  const detail = cause instanceof Error ? cause.message.slice(0, 200) : ''
  return new AppError('serving.unreadable-body', { type, detail }, { cause })
}

/** Throws an `input.` error. */
function check<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown
): v.InferOutput<Schema> {
  const found = v.safeParse(schema, input)
  if (found.success) return found.output
  throw inputError(found.issues)
}
