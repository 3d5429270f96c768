import * as v from 'valibot'
import type { EndpointChoice } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { ImageClient } from '../image-client/image-client'
import { askEndpoint } from './ask-endpoint'
import type { Endpoint } from './endpoint'

/** Longer side of the image that is sent, in pixels: above what most vision models look at. */
const LONGER_SIDE = 1024
/** Tokens of an answer: a sentence, and some for a model that thinks first. */
const MAX_TOKENS = 1024

/** What a caption depends on beside the image, the model and the prompt. */
export const requestSettings = {
  longerSide: LONGER_SIDE,
  max_tokens: MAX_TOKENS,
  // The same image gets the same caption, as far as the server can.
  temperature: 0
}

const Completion = v.object({
  choices: v.tupleWithRest(
    [
      v.object({
        message: v.object({
          content: v.nullish(
            v.union([v.string(), v.array(v.object({ text: v.optional(v.string(), '') }))])
          )
        })
      })
    ],
    v.unknown()
  )
})

/**
 * The caption that the endpoint's model writes for the image at `path`, on one line in Unicode form
 * NFC. Throws `image.unreadable`, `endpoint.empty`, or as {@link askEndpoint} does.
 */
export async function writeCaption(
  { endpoint, images }: { endpoint: Endpoint; images: ImageClient },
  { modelName, prompt }: Pick<EndpointChoice, 'modelName' | 'prompt'>,
  path: string,
  signal: AbortSignal
): Promise<string> {
  const { longerSide, ...options } = requestSettings
  const jpeg = await images.run('scaledJpeg', path, longerSide)
  const url = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
  const answer = await askEndpoint(endpoint, {
    path: '/chat/completions',
    model: modelName,
    signal,
    body: {
      model: modelName,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: prompt },
            { type: 'image_url', image_url: { url } }
          ]
        }
      ],
      stream: false,
      ...options
    }
  })
  const parsed = v.safeParse(Completion, answer)
  if (!parsed.success) {
    throw new AppError('endpoint.no-api', { url: endpoint.url, detail: 'no completion' })
  }
  const { content } = parsed.output.choices[0].message
  const said = Array.isArray(content) ? content.map(({ text }) => text).join('') : (content ?? '')
  const caption = cleanCaption(said)
  if (caption === '') throw new AppError('endpoint.empty', { model: modelName })
  return caption
}

/**
 * The caption in what a model said: without its thinking, line breaks, the marks of a quotation or
 * of Markdown around it.
 */
export function cleanCaption(said: string): string {
  const line = said
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/<think>.*?(<\/think>|$)/gis, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
  const bare = /^(?:\*\*(?<bold>[^*]+)\*\*|["“](?<quoted>[^"“”]+)["”])$/.exec(line)?.groups
  return (bare?.['bold'] ?? bare?.['quoted'] ?? line).trim()
}
