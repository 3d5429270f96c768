import * as v from 'valibot'
import { decodeSettings } from '../../../../shared/decode-settings'
import { DecodeOptions, list, text, whole } from '../../../../shared/domain'

/** What requests are bounded by. */
export interface RequestLimits {
  /** The server's own settings; requests may not ask for more beams, samples or tokens. */
  decode: DecodeOptions
  maxImages: number
}

/** Addresses, data URLs among them, are bounded by the size of the body alone. */
const ImageAddress = v.pipe(v.string(), v.minLength(1))

/** Decoding options that a request gives; what it leaves out is as the server has it. */
function makeDecode({ beams, samples, maxTokens }: DecodeOptions) {
  const bounded: Partial<Record<string, v.GenericSchema>> = {
    beams: whole(1, beams),
    samples: whole(1, samples),
    maxTokens: whole(1, maxTokens)
  }
  const entries = Object.entries(DecodeOptions.entries).map(([key, { wrapped }]) => {
    const { help } = decodeSettings[key as keyof DecodeOptions]
    const schema: v.GenericSchema = bounded[key] ?? wrapped
    return [key, v.optional(v.pipe(schema, v.description(help.en)))] as const
  })
  return v.strictObject(Object.fromEntries(entries))
}

/** Of `POST /v1/captions` as JSON. */
export const makeCaptionsRequest = ({ decode, maxImages }: RequestLimits) =>
  v.strictObject({
    images: v.pipe(
      list(ImageAddress, maxImages),
      v.minLength(1),
      v.description('Data URLs (data:image/png;base64,...), or addresses of allowed hosts.')
    ),
    decode: v.optional(makeDecode(decode))
  })

/** The same as a form: all its files, and its field `decode`, read as JSON. */
export const makeCaptionsForm = ({ decode, maxImages }: RequestLimits) =>
  v.object({
    image: v.pipe(list(v.file(), maxImages), v.minLength(1)),
    decode: v.optional(makeDecode(decode))
  })

const Part = v.variant('type', [
  v.object({ type: v.literal('text'), text: v.string() }),
  v.object({ type: v.literal('image_url'), image_url: v.object({ url: ImageAddress }) })
])

const Message = v.object({
  role: v.picklist(['system', 'developer', 'user', 'assistant']),
  content: v.nullish(v.union([v.string(), v.array(Part)]))
})

/** Of `POST /v1/chat/completions`; what else OpenAI's API knows is passed over. */
export const makeChatRequest = ({ decode }: RequestLimits) =>
  v.object({
    model: text(300),
    messages: v.pipe(
      v.array(Message),
      v.minLength(1),
      v.description('The last one of the user has the image; texts are not read.')
    ),
    stream: v.nullish(v.boolean()),
    n: v.nullish(whole(1, 1)),
    max_tokens: v.nullish(v.pipe(whole(1), v.description('Longest caption, within maxTokens.'))),
    max_completion_tokens: v.nullish(whole(1)),
    decode: v.optional(makeDecode(decode))
  })

const FinishReason = v.pipe(
  v.picklist(['stop', 'length']),
  v.description('Whether the caption ended by itself or at the longest length.')
)

export const ErrorBody = v.object({
  error: v.object({ code: v.string(), message: v.string(), type: v.string() })
})

const Caption = v.object({
  name: v.pipe(v.string(), v.description('Name of the file, or place in the list.')),
  caption: v.string(),
  score: v.pipe(v.number(), v.description('By which the search ranks.')),
  tokens: v.number(),
  finish_reason: FinishReason
})

export const CaptionsAnswer = v.object({
  model: v.string(),
  results: v.pipe(
    v.array(v.union([Caption, v.object({ name: v.string(), ...ErrorBody.entries })])),
    v.description('One for each image, in their order.')
  )
})

export const ChatAnswer = v.object({
  id: v.string(),
  object: v.literal('chat.completion'),
  created: v.number(),
  model: v.string(),
  choices: v.array(
    v.object({
      index: v.number(),
      message: v.object({ role: v.literal('assistant'), content: v.string() }),
      finish_reason: FinishReason
    })
  ),
  usage: v.object({
    prompt_tokens: v.number(),
    completion_tokens: v.number(),
    total_tokens: v.number()
  })
})

export const ModelsAnswer = v.object({
  object: v.literal('list'),
  data: v.array(
    v.object({
      id: v.string(),
      object: v.literal('model'),
      created: v.number(),
      owned_by: v.string()
    })
  )
})

export const HealthAnswer = v.object({
  status: v.picklist(['opening', 'ready', 'failed', 'closed']),
  model: v.string()
})
