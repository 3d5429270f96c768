import * as v from 'valibot'
import { expect, it } from 'vitest'
import { DecodeOptions } from '../../../shared/domain'
import type { CaptionRequestEvent, RequestedImage } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { EngineCallOptions, EngineClient } from '../engine-client/engine-client'
import { CaptionQueue, type QueueOptions } from './caption-queue'

const decode = v.parse(DecodeOptions, {})
const never = new AbortController().signal
const images = (...paths: string[]) => paths.map((path, place) => ({ path, decode, place }))
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

/** An engine whose lives the test leads by hand. */
class LedEngine {
  readonly lives: Life[] = []
  readonly client = {
    run: (_task: string, _input: unknown, options: EngineCallOptions<'captionRequests'>) => {
      const life = new Life(options)
      this.lives.push(life)
      return life.ended.promise
    },
    close: () => Promise.resolve()
  } as unknown as EngineClient
}

class Life {
  readonly fed: RequestedImage[] = []
  readonly ended = Promise.withResolvers<null>()

  constructor(private readonly options: EngineCallOptions<'captionRequests'>) {
    void this.#read()
  }

  say(event: CaptionRequestEvent): void {
    this.options.onEvent?.(event)
  }

  ready(): void {
    this.say({ type: 'ready', device: 'cpu' })
  }

  /** Captions the images of these paths, by default all that it was given. */
  answer(paths = this.fed.map(({ path }) => path)): void {
    for (const { id, path } of this.fed.filter((one) => paths.includes(one.path))) {
      this.say({ type: 'caption', id, text: `ảnh ${path}`, score: -1, tokens: 3, stopped: true })
    }
  }

  die(): void {
    this.ended.reject(new AppError('engine.died', { detail: 'signal SIGKILL' }))
  }

  async #read(): Promise<void> {
    for await (const some of this.options.feed ?? []) this.fed.push(...some)
  }
}

function scene(changes: Partial<QueueOptions> = {}) {
  const engine = new LedEngine()
  const input = {} as QueueOptions['input']
  const queue = new CaptionQueue({ engine: engine.client, input, maxWaiting: 10, ...changes })
  const opened = queue.open()
  opened.catch(() => undefined)
  return { engine, queue, opened, first: engine.lives[0] as Life }
}

const textsOf = (settled: PromiseSettledResult<{ text: string }>[]) =>
  settled.map((one) =>
    one.status === 'fulfilled' ? one.value.text : (one.reason as AppError).code
  )

it('captions what comes while the model is opened, in the order of the request', async () => {
  const { queue, first, opened } = scene()
  const asked = queue.caption(images('a', 'b'), never)
  expect(queue.state).toBe('opening')
  first.ready()
  await opened
  await turn()
  first.answer(['b'])
  first.answer(['a'])
  expect(textsOf(await asked)).toEqual(['ảnh a', 'ảnh b'])
  expect([queue.state, queue.waiting, queue.inHand]).toEqual(['ready', 0, 0])
})

it('gives one image its error and the others their captions', async () => {
  const { queue, first } = scene()
  first.ready()
  const asked = queue.caption(images('a', 'b'), never)
  await turn()
  const error = { code: 'image.unreadable', params: { path: 'a', detail: 'x' }, message: '' }
  first.say({ type: 'failed', id: first.fed[0]?.id ?? 0, error })
  first.answer(['b'])
  expect(textsOf(await asked)).toEqual(['image.unreadable', 'ảnh b'])
})

it('lets so many wait, and takes a request whole or not at all', async () => {
  const { queue, first } = scene({ maxWaiting: 3 })
  first.ready()
  const names = (count: number, from = 0) =>
    images(...Array.from({ length: count }, (_, index) => String(from + index)))
  // The engine takes 64 into its hands.
  const asked: Promise<unknown>[] = []
  for (let from = 0; from < 63; from += 3) {
    asked.push(queue.caption(names(3, from), never))
    await turn()
  }
  asked.push(queue.caption(names(1, 63), never))
  await turn()
  expect([queue.inHand, queue.waiting]).toEqual([64, 0])
  asked.push(queue.caption(names(2, 64), never))
  await expect(queue.caption(names(2, 66), never)).rejects.toMatchObject({ code: 'serving.busy' })
  expect(queue.waiting).toBe(2)
  first.answer()
  await turn()
  first.answer()
  await Promise.all(asked)
})

it('drops the images of a client that is gone, and hands them to no engine', async () => {
  const { queue, first } = scene({ maxWaiting: 100 })
  first.ready()
  const many = queue.caption(images(...Array.from({ length: 64 }, (_, at) => `m${at}`)), never)
  await turn()
  const gone = new AbortController()
  const dropped = queue.caption(images('a', 'b'), gone.signal)
  const kept = queue.caption(images('c'), never)
  gone.abort()
  expect(textsOf(await dropped)).toEqual(['engine.cancelled', 'engine.cancelled'])
  expect(queue.waiting).toBe(1)
  first.answer()
  await many
  await turn()
  first.answer(['c'])
  expect(textsOf(await kept)).toEqual(['ảnh c'])
  expect(first.fed.map(({ path }) => path)).not.toContain('a')
})

it('starts another engine where one dies, and gives it once more what that had in hand', async () => {
  const deaths: unknown[] = []
  const { queue, engine, first } = scene({ onDeath: (error) => deaths.push(error) })
  first.ready()
  const gone = new AbortController()
  const asked = queue.caption(images('a', 'b'), never)
  const left = queue.caption(images('c'), gone.signal)
  await turn()
  first.answer(['a'])
  gone.abort()
  await left
  first.die()
  await expect.poll(() => engine.lives.length).toBe(2)
  const [, second] = engine.lives
  expect(queue.state).toBe('opening')
  second?.ready()
  await expect.poll(() => second?.fed.map(({ path }) => path)).toEqual(['b'])
  second?.die()
  expect(textsOf(await asked)).toEqual(['ảnh a', 'serving.engine-failed'])
  await expect.poll(() => engine.lives.length).toBe(3)
  engine.lives[2]?.ready()
  const later = queue.caption(images('d'), never)
  await turn()
  engine.lives[2]?.answer()
  expect(textsOf(await later)).toEqual(['ảnh d'])
  expect([deaths.length, queue.starts]).toEqual([2, 3])
})

it('says why the model does not open, and tries again for the next request alone', async () => {
  const { queue, engine, first, opened } = scene()
  const asked = queue.caption(images('a'), never)
  await turn()
  first.die()
  await expect(opened).rejects.toMatchObject({ code: 'engine.died' })
  expect(textsOf(await asked)).toEqual(['serving.engine-failed'])
  expect([queue.state, engine.lives.length]).toEqual(['failed', 1])
  const again = queue.caption(images('b'), never)
  expect(engine.lives).toHaveLength(2)
  engine.lives[1]?.ready()
  await turn()
  engine.lives[1]?.answer()
  expect(textsOf(await again)).toEqual(['ảnh b'])
})

it('takes nothing once it is closed, and tells those who wait', async () => {
  const { queue, first } = scene()
  first.ready()
  const asked = queue.caption(images('a'), never)
  await queue.close()
  expect(textsOf(await asked)).toEqual(['serving.stopping'])
  await expect(queue.caption(images('b'), never)).rejects.toMatchObject({
    code: 'serving.stopping'
  })
})
