import { AppError } from '../../../shared/errors'
import { imageReasons } from '../../../shared/errors/image-reasons'
import type { ChildLink } from '../../base/process/child-link'
import { childPeer, WorkerClient } from '../../base/process/worker-client'
import type { ImageRequest, ImageTask, ImageTasks } from '../../vision/image-tasks'
import type { ImageClient } from './image-client'

export type StartImageProcess = () => ChildLink<unknown, unknown>

/** The process ended before it answered. */
class Died extends Error {}

/**
 * Images in a process of their own, started when first needed and again after it died. Of the tasks
 * that were under way by then nobody knows which it died of: each is tried again in another process,
 * one at a time, so that only the one that kills this too is refused.
 */
export class ChildImages implements ImageClient {
  readonly #usual: WorkerClient<ImageRequest | null>
  readonly #again: WorkerClient<ImageRequest | null>
  #lastAgain: Promise<unknown> = Promise.resolve()

  constructor(start: StartImageProcess) {
    const client = (): WorkerClient<ImageRequest | null> =>
      new WorkerClient(() => childPeer(start()), {
        name: 'the image process',
        closed: () => new AppError('engine.cancelled'),
        died: ({ message }) => new Died(message)
      })
    this.#usual = client()
    this.#again = client()
  }

  async run<T extends ImageTask>(
    task: T,
    ...input: Parameters<ImageTasks[T]>
  ): Promise<Awaited<ReturnType<ImageTasks[T]>>> {
    const request: ImageRequest = { task, input }
    const answer = await this.#usual.ask(request).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
      const turn = this.#lastAgain.then(() => this.#tryAgain(request))
      this.#lastAgain = turn.catch(() => undefined)
      return turn
    })
    return answer as Awaited<ReturnType<ImageTasks[T]>>
  }

  async #tryAgain(request: ImageRequest): Promise<unknown> {
    await this.#again.ask(null).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
      throw new AppError('image.no-process', { detail: error.message }, { cause: error })
    })
    return this.#again.ask(request).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
      const [path] = request.input
      const detail = imageReasons.deadly.en
      // A drawing of our own has no path.
      throw isDrawing(request)
        ? new AppError('image.no-process', { detail: error.message }, { cause: error })
        : new AppError('image.unreadable', { path: String(path), detail }, { cause: error })
    })
  }

  async close(): Promise<void> {
    await Promise.all([this.#usual.close(), this.#again.close()])
  }
}

const isDrawing = ({ task }: ImageRequest): boolean => task.startsWith('drawing')
