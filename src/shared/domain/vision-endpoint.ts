import * as v from 'valibot'
import { text } from './bounds'

/** What a vision model is asked for unless the user says otherwise. */
export const DEFAULT_PROMPT =
  'Hãy viết một câu tiếng Việt ngắn gọn mô tả bức ảnh này. Chỉ viết câu mô tả, không thêm gì khác.'

/**
 * Base URL of an OpenAI-compatible API from what people paste: an address without a path gets `/v1`,
 * and a path to one of the API's own resources is cut off. Null for what is no web address.
 */
export function readEndpointUrl(typed: string): string | null {
  const value = typed.trim()
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`
  if (value === '' || !URL.canParse(full)) return null
  const { protocol, host, pathname, username, password, search, hash } = new URL(full)
  if (!['http:', 'https:'].includes(protocol) || host === '') return null
  // A key in an address would be stored and shown with it.
  if (username || password || search || hash) return null
  const path = pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|completions|models)$/, '')
  return `${protocol}//${host}${path === '' ? '/v1' : path}`
}

/** An address as people type it, and then the base URL. */
export const EndpointUrl = v.pipe(
  text(2000),
  v.check((typed) => readEndpointUrl(typed) !== null, 'endpoint.bad-url'),
  v.transform((typed) => readEndpointUrl(typed) ?? typed),
  v.metadata({ isServer: true })
)

/** An API key: what a header can hold. */
export const EndpointKey = v.pipe(
  text(4000),
  v.trim(),
  v.regex(/^[\x21-\x7e]+$/, 'endpoint.bad-key')
)

/** A vision model behind an OpenAI-compatible endpoint, and what it is asked. */
export const EndpointChoice = v.object({
  url: EndpointUrl,
  /** As the endpoint lists it. */
  modelName: v.pipe(text(300), v.trim(), v.nonEmpty()),
  prompt: v.optional(v.pipe(text(), v.trim(), v.nonEmpty()), DEFAULT_PROMPT)
})
export type EndpointChoice = v.InferOutput<typeof EndpointChoice>

/** A server of the user's own machine that answers as such an endpoint does. */
export const LocalEndpoint = v.object({
  /** Which program listens there by default. */
  server: v.string(),
  url: v.string(),
  models: v.array(v.string())
})
export type LocalEndpoint = v.InferOutput<typeof LocalEndpoint>
