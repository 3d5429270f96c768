import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import type { Logger } from 'pino'
import { AppError, isUnexpected } from '../../../../shared/errors'
import type { CaptionService } from '../../../services/serve-captions/caption-service'
import { METRICS_TYPE } from '../../../services/serve-captions/metrics'
import type { RequestFiles } from '../../../services/serve-captions/request-files'
import type { ServingMetrics } from '../../../services/serve-captions/serving-metrics'
import { captionsAnswer, errorAnswer } from './answers'
import { chatAnswer } from './chat-answer'
import { Guard } from './guard'
import { describeApi } from './openapi'
import { readBody } from './read-body'
import { RequestReader } from './read-request'
import type { RequestLimits } from './schemas'

export interface CaptionsAppParts {
  service: CaptionService
  metrics: ServingMetrics
  limits: RequestLimits
  /** What the model is called. */
  model: string
  /** Empty where any program of this machine may ask. */
  keys: readonly string[]
  log: Logger
}

type App = Hono<{ Bindings: HttpBindings }>
type Ask = Context<{ Bindings: HttpBindings }>

/** What a server of captions answers. */
export function makeCaptionsApp(parts: CaptionsAppParts): App {
  const { service, metrics, limits, model, keys, log } = parts
  const { queue } = service
  const guard = new Guard(keys)
  const reader = new RequestReader(limits)
  const description = describeApi(limits, keys.length > 0)
  const routes = new Set(Object.keys(description.paths))
  const created = Math.floor(Date.now() / 1000)
  const app: App = new Hono()

  app.use(async (context, next) => {
    const began = performance.now()
    await next()
    // Paths that there are not would be labels without end.
    const route = routes.has(context.req.path) ? context.req.path : 'other'
    metrics.requests.add({ route, status: context.res.status })
    metrics.seconds.observe((performance.now() - began) / 1000, { route })
  })
  app.onError((error, { req }) => {
    if (isUnexpected(error)) log.error({ error, path: req.path }, 'request failed')
    return errorAnswer(error)
  })
  app.notFound(({ req }) => {
    throw new AppError('serving.no-route', { route: `${req.method} ${req.path.slice(0, 100)}` })
  })

  app.get('/health', (context) => {
    const { state } = queue
    return context.json({ status: state, model }, state === 'ready' ? 200 : 503)
  })
  app.use(async ({ env }, next) => {
    guard.admit(env.incoming.headers)
    await next()
  })
  app.get('/metrics', (context) =>
    context.body(metrics.write(queue, service.held), 200, { 'content-type': METRICS_TYPE })
  )
  app.get('/openapi.json', (context) => context.json(description))
  app.get('/v1/models', (context) =>
    context.json({
      object: 'list',
      data: [{ id: model, object: 'model', created, owned_by: 'viecap' }]
    })
  )

  app.post('/v1/captions', async (context) => {
    await using files = service.beginRequest()
    const { images, decode } = await reader.captions(await bodyOf(context, files))
    const { signal } = context.req.raw
    return captionsAnswer(model, await service.caption(images, decode, { files, signal }))
  })

  app.post('/v1/chat/completions', async (context) => {
    await using files = service.beginRequest()
    const request = reader.chat(await bodyOf(context, files))
    if (request.model !== model) {
      throw new AppError('serving.unknown-model', { found: request.model, model })
    }
    const { signal } = context.req.raw
    const [result] = await service.caption(request.images, request.decode, { files, signal })
    if (!result || 'error' in result) throw result?.error ?? new Error('no result')
    return chatAnswer(model, result.caption, request.stream)
  })

  /** The body of a request; nothing is read of it where its images would not fit into the queue. */
  async function bodyOf({ env: { incoming } }: Ask, files: RequestFiles) {
    queue.requireRoom(1)
    const take = (bytes: number) => files.take(bytes)
    const bytes = await readBody(incoming, { maxBytes: service.maxBytes, take })
    return { type: incoming.headers['content-type'], bytes }
  }

  return app
}
