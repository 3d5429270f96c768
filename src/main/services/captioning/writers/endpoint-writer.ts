import { createHash } from 'node:crypto'
import type { EndpointChoice } from '../../../../shared/domain'
import type { ImageRef } from '../../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import type { ImageClient } from '../../image-client/image-client'
import { concernsAll, requestSettings, writeCaption, type Endpoint } from '../../vision-endpoint'
import type { CaptionWriter, Writing } from './caption-writer'

/** Images asked about at a time: a server works on one while the next one is sent. */
const CONCURRENCY = 2
/** Images that fail in a row before the endpoint itself counts as failing. */
const MOST_FAILURES = 5

/** A vision model behind an endpoint. The key it takes is no part of what a caption depends on. */
export const endpointWriter = (
  images: ImageClient,
  endpoint: Endpoint,
  choice: EndpointChoice
): CaptionWriter => ({
  settings() {
    const settings = JSON.stringify({ endpoint: choice, requestSettings })
    return Promise.resolve(createHash('sha256').update(settings).digest('hex'))
  },

  async write(writing) {
    const stop = new AbortController()
    const signal = AbortSignal.any([writing.signal, stop.signal])
    const refs = refsOf(writing.feed)
    const failures = { inARow: 0 }
    const tasks = Array.from({ length: CONCURRENCY }, async () => {
      try {
        await answerAll(refs, { ...writing, signal, images, endpoint, choice, failures })
      } catch (error) {
        stop.abort(error)
      }
    })
    await Promise.all(tasks)
    if (stop.signal.aborted) throw stop.signal.reason
    return { waited: null, peakMemoryBytes: null }
  }
})

interface Asking extends Writing {
  images: ImageClient
  endpoint: Endpoint
  choice: EndpointChoice
  failures: { inARow: number }
}

async function answerAll(refs: AsyncGenerator<ImageRef>, asking: Asking): Promise<void> {
  const { choice, signal, onItem, failures } = asking
  for (;;) {
    const next = await orAborted(refs.next(), signal)
    if (next.done) return
    const { id, path } = next.value
    try {
      const text = await writeCaption(asking, choice, path, signal)
      if (signal.aborted) return
      failures.inARow = 0
      onItem({ type: 'caption', id, text, score: null })
    } catch (error) {
      if (concernsAll(error)) throw error
      // The images are those of the user: one that cannot be read says nothing of the endpoint.
      if (error instanceof AppError && error.code.startsWith('endpoint.')) failures.inARow += 1
      onItem({ type: 'failed', id, error: toErrorInfo(error) })
      if (failures.inARow >= MOST_FAILURES) throw error
    }
  }
}

async function* refsOf(feed: AsyncIterable<ImageRef[]>): AsyncGenerator<ImageRef> {
  for await (const images of feed) yield* images
}

/** Waits no longer than until `signal` is aborted: the feed stands still while the job is paused. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new AppError('engine.cancelled')
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(new AppError('engine.cancelled'))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    work.catch(() => undefined)
  }
}
