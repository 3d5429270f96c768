import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { version } from '../../../../../package.json'
import {
  CaptionsAnswer,
  ChatAnswer,
  ErrorBody,
  HealthAnswer,
  makeCaptionsForm,
  makeCaptionsRequest,
  makeChatRequest,
  ModelsAnswer,
  type RequestLimits
} from './schemas'

/** The API in OpenAPI 3.1, by the schemas that check its requests. */
export function describeApi(limits: RequestLimits, needsKey: boolean) {
  const open = { security: [] }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Viecap captions',
      version,
      description: 'Captions images in Vietnamese.',
      license: { name: 'MIT', identifier: 'MIT' }
    },
    ...(needsKey && {
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } }
    }),
    paths: {
      '/v1/captions': {
        post: {
          summary: 'Caption one or several images.',
          requestBody: body({
            'multipart/form-data': makeCaptionsForm(limits),
            'application/json': makeCaptionsRequest(limits)
          }),
          responses: {
            200: json('At least one image has a caption.', CaptionsAnswer),
            422: json('No image has one, or the request is not valid.', CaptionsAnswer, ErrorBody),
            ...failures
          }
        }
      },
      '/v1/chat/completions': {
        post: {
          summary: 'Caption one image, as a chat with a vision model.',
          requestBody: body({ 'application/json': makeChatRequest(limits) }),
          responses: {
            200: {
              description: 'The caption, as a stream of events with "stream".',
              content: {
                'application/json': { schema: schemaOf(ChatAnswer) },
                'text/event-stream': { schema: { type: 'string' } }
              }
            },
            404: json('There is no such model.', ErrorBody),
            422: json('The image has no caption, or the request is not valid.', ErrorBody),
            ...failures
          }
        }
      },
      '/v1/models': {
        get: {
          summary: 'The model that is served.',
          responses: { 200: json('The only one.', ModelsAnswer) }
        }
      },
      '/health': {
        get: {
          ...open,
          summary: 'Whether the model is open.',
          responses: {
            200: json('It is.', HealthAnswer),
            503: json('It is being opened, or could not be.', HealthAnswer)
          }
        }
      },
      '/metrics': {
        get: {
          summary: 'Metrics for Prometheus.',
          responses: { 200: { description: 'Text format 0.0.4.', content: { 'text/plain': {} } } }
        }
      },
      '/openapi.json': {
        get: {
          summary: 'This description.',
          responses: { 200: { description: 'OpenAPI 3.1.', content: { 'application/json': {} } } }
        }
      }
    }
  }
}

const body = (schemas: Record<string, GenericSchema>) => ({
  required: true,
  content: Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [type, { schema: schemaOf(schema) }])
  )
})

const json = (description: string, ...schemas: GenericSchema[]) => {
  const [first, ...others] = schemas.map(schemaOf)
  const schema = others.length === 0 ? first : { anyOf: [first, ...others] }
  return { description, content: { 'application/json': { schema } } }
}

const failures = {
  400: json('The body is not what its content type says.', ErrorBody),
  401: json('The API key is missing or not valid.', ErrorBody),
  413: json('The body is too large.', ErrorBody),
  415: json('The content type is another one.', ErrorBody),
  503: {
    ...json('The queue is full, or the model is not there; see Retry-After.', ErrorBody),
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } }
  }
}

function schemaOf(schema: GenericSchema) {
  const described = toJsonSchema(schema, {
    typeMode: 'input',
    // Checks of single characters have no words in JSON Schema.
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === 'file' ? { type: 'string', format: 'binary' } : undefined
  })
  delete described.$schema
  return described
}
