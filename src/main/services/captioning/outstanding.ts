import type { CaptioningCounts } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { FileFacts } from '../../store/jobs/ledger'

/** What was known of an image when it was given to the engine. */
export interface Given {
  facts: FileFacts
  /** The state that the ledger had of it. */
  before: keyof CaptioningCounts
}

/** The images that the engine has been given and has not answered; at most `most` of them. */
export class Outstanding {
  readonly #given = new Map<number, Given>()
  #closed = false
  #wake: () => void = () => undefined

  constructor(readonly most: number) {}

  /** Waits until one more may be given. Throws `engine.cancelled` once it is closed. */
  async room(): Promise<void> {
    while (!this.#closed && this.#given.size >= this.most) {
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    if (this.#closed) throw new AppError('engine.cancelled')
  }

  give(index: number, given: Given): void {
    this.#given.set(index, given)
  }

  take(index: number): Given {
    const given = this.#given.get(index)
    if (!given) throw new Error(`the engine answered for image ${index}, which was not asked`)
    this.#given.delete(index)
    this.#wake()
    return given
  }

  /** Nothing more is given: the engine's call has ended. */
  close(): void {
    this.#closed = true
    this.#wake()
  }
}
