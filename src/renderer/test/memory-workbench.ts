import { ORPCError } from '@orpc/client'
import type { Caption, CaptionStatus, ImageDetail, Pair } from '../../shared/domain'
import type { WorkbenchEvent } from '../../shared/contract'
import { AppError, toErrorInfo } from '../../shared/errors'
import { ConnectionLostError } from '../api/connection'

type SaveInput = { id: number | null; imageId: number; text: string; version: number | null }
type Edited = { id: number; version: number }

const refuse = (error: AppError): never => {
  throw new ORPCError('APP_ERROR', { data: toErrorInfo(error) })
}

/**
 * A workbench in memory for tests of the window: captions and pairs with versions, which refuses
 * what the real one refuses. A test can hold calls back, cut the connection, and change things as
 * somebody else would.
 */
export class MemoryWorkbench {
  captions: Caption[] = []
  pairs: Pair[] = []
  /** Every call that has arrived, such as `captions.save`. */
  readonly calls: string[] = []
  /** Calls that are made now do not arrive (`request`), or are done and not answered (`answer`). */
  cut: 'request' | 'answer' | null = null
  #held: { name: string; gate: Promise<void> } | null = null
  #nextId = 1
  #undo: Caption[][] = []
  readonly #streams = new Set<(event: WorkbenchEvent) => void>()

  reset(): void {
    this.captions = []
    this.pairs = []
    this.calls.length = 0
    this.cut = null
    this.#held = null
    this.#undo = []
  }

  /** Holds calls of one name back until what it returns is called. */
  hold(name: string): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    this.#held = { name, gate: promise }
    return () => {
      this.#held = null
      resolve(undefined)
    }
  }

  addCaption(imageId: number, text: string, more: Partial<Caption> = {}): Caption {
    const caption: Caption = {
      id: this.#nextId++,
      imageId,
      position: this.of(imageId).length,
      text,
      source: 'person',
      runId: null,
      segmentation: null,
      author: null,
      reviewer: null,
      notes: [],
      conflictsWith: null,
      status: 'draft',
      version: 1,
      updatedAt: 0,
      ...more
    }
    this.captions = [...this.captions, caption]
    return caption
  }
  addPair(english: string, vietnamese: string): Pair {
    const pair: Pair = { id: this.#nextId++, english, vietnamese, split: 'train', version: 1 }
    this.pairs = [...this.pairs, pair]
    return pair
  }

  of = (imageId: number): Caption[] =>
    this.captions.filter((c) => c.imageId === imageId).map((c, position) => ({ ...c, position }))
  textsOf = (imageId: number): string[] => this.of(imageId).map(({ text }) => text)

  /** A change by somebody else, which is announced to the window. */
  async elsewhere(change: () => void): Promise<void> {
    change()
    await this.tell('captions')
  }
  async tell(entity: 'captions' | 'pairs'): Promise<void> {
    const event = { type: 'data', entity } as WorkbenchEvent
    for (const send of this.#streams) send(event)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }

  put(id: number, change: Partial<Caption>): Caption {
    const before = this.get(id)
    const after = { ...before, ...change, version: before.version + 1 }
    this.captions = this.captions.map((caption) => (caption.id === id ? after : caption))
    return after
  }
  drop(id: number): void {
    this.get(id)
    this.captions = this.captions.filter((caption) => caption.id !== id)
  }
  get(id: number): Caption {
    return (
      this.captions.find((caption) => caption.id === id) ??
      refuse(new AppError('entity.not-found', { entity: 'caption', id }))
    )
  }
  #checked({ id, version }: { id: number; version: number | null }): Caption {
    const before = this.get(id)
    if (version !== null && version !== before.version) {
      refuse(new AppError('caption.changed-elsewhere', { id }))
    }
    return before
  }
  #recorded<T>(change: () => T): T {
    const before = this.captions
    const result = change()
    if (this.captions !== before) this.#undo.push(before)
    return result
  }

  /** Undoes the last change, as the real one by raising the versions. */
  undo(): void {
    const before = this.#undo.pop()
    if (!before) return
    const now = new Map(this.captions.map((caption) => [caption.id, caption]))
    this.captions = before.map((caption) => {
      const present = now.get(caption.id)
      if (present === caption) return caption
      return { ...caption, version: (present?.version ?? caption.version) + 1 }
    })
  }

  #call = <Input, Output>(name: string, work: (input: Input) => Output) => {
    return async (input: Input): Promise<Output> => {
      const { cut } = this
      if (cut === 'request') throw new ConnectionLostError()
      if (this.#held?.name === name) await this.#held.gate
      this.calls.push(name)
      const output = await Promise.resolve().then(() => work(input))
      if (cut === 'answer') throw new ConnectionLostError()
      return structuredClone(output)
    }
  }

  readonly api = {
    events: { watch: () => Promise.resolve(this.#stream()) },
    images: {
      get: this.#call('images.get', ({ id }: { id: number }): ImageDetail => {
        return { ...imageRow(id), captions: this.of(id) }
      })
    },
    captions: {
      save: this.#call('captions.save', ({ id, imageId, text, version }: SaveInput): Caption => {
        return this.#recorded(() => {
          if (id === null) return this.addCaption(imageId, text.normalize('NFC'))
          const before = this.#checked({ id, version })
          const normal = text.normalize('NFC')
          return before.text === normal ? before : this.put(id, { text: normal, source: 'person' })
        })
      }),
      setStatus: this.#call(
        'captions.setStatus',
        ({ id, status }: { id: number; status: CaptionStatus }) =>
          this.#recorded(() => this.put(id, { status }))
      ),
      settle: this.#call(
        'captions.settle',
        ({ imageId, ids, status }: { imageId: number; ids: number[]; status: CaptionStatus }) => {
          this.#recorded(() => ids.forEach((id) => this.put(id, { status })))
          return this.of(imageId)
        }
      ),
      remove: this.#call('captions.remove', ({ id }: { id: number }) => {
        this.#recorded(() => this.drop(id))
      }),
      merge: this.#call('captions.merge', ({ first, second }: { first: Edited; second: Edited }) =>
        this.#recorded(() => {
          const [a, b] = [this.#checked(first), this.#checked(second)]
          this.put(a.id, { text: `${a.text} ${b.text}` })
          this.drop(b.id)
          return this.of(a.imageId)
        })
      )
    },
    pairs: {
      page: this.#call('pairs.page', () => ({ total: this.pairs.length, rows: this.pairs })),
      add: this.#call(
        'pairs.add',
        ({ english, vietnamese }: Omit<Pair, 'id' | 'version'>): Pair => {
          return this.addPair(english, vietnamese)
        }
      ),
      save: this.#call('pairs.save', ({ id, english, vietnamese, version }: Pair): Pair => {
        const before = this.pairs.find((pair) => pair.id === id)
        if (!before) return refuse(new AppError('entity.not-found', { entity: 'pair', id }))
        if (before.version !== version) refuse(new AppError('pair.changed-elsewhere', { id }))
        return this.putPair(id, { english, vietnamese })
      })
    }
  }

  putPair(id: number, change: Partial<Pair>): Pair {
    this.pairs = this.pairs.map((pair) =>
      pair.id === id ? { ...pair, ...change, version: pair.version + 1 } : pair
    )
    return this.pairs.find((pair) => pair.id === id) as Pair
  }

  async *#stream(): AsyncGenerator<WorkbenchEvent> {
    const waiting: WorkbenchEvent[] = []
    let wake: () => void = () => undefined
    this.#streams.add((event) => {
      waiting.push(event)
      wake()
    })
    for (;;) {
      const event = waiting.shift()
      if (event) yield event
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
}

const imageRow = (id: number) =>
  ({
    id,
    name: `${id}.jpg`,
    path: `/images/${id}.jpg`,
    bytes: 1,
    width: 1,
    height: 1,
    split: 'train',
    tags: []
  }) as unknown as Omit<ImageDetail, 'captions'>

/** The one that takes the place of the real one in a test file: see `vi.mock` there. */
export const workbench = new MemoryWorkbench()
