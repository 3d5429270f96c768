import { once } from 'node:events'
import { AppError } from '../../../shared/errors'
import type { Interruption } from '../../base/process/interruption'
import { shellWords } from './shell-words'

/** What a command is at, which is to stop in order when the command is asked to end. */
export class UnderWay {
  readonly #works = new Set<Promise<unknown>>()
  /** How to continue with it; null between two works. */
  #resume: readonly string[] | null = null

  constructor(
    readonly interruption: Interruption,
    /** The call's own arguments; none where it cannot be made again. */
    readonly args: readonly string[]
  ) {}

  /**
   * Does what takes long and stops by itself once the signal is aborted.
   *
   * @param resume Arguments of the call that continues where it stopped; by default the same again.
   */
  async do<T>(
    work: (signal: AbortSignal) => Promise<T>,
    resume: readonly string[] = this.args
  ): Promise<T> {
    const { signal } = this.interruption
    signal.throwIfAborted()
    this.#resume = resume
    const working = work(signal)
    this.#works.add(working)
    try {
      const result = await working
      this.#resume = null
      return result
    } finally {
      this.#works.delete(working)
    }
  }

  /** Resolves when the command is asked to end and what was under way has stopped. */
  async stopped(): Promise<void> {
    const { signal } = this.interruption
    if (!signal.aborted) await once(signal, 'abort')
    await Promise.allSettled(this.#works)
  }

  /** What an interrupted command says: how to continue, where there is something to continue with. */
  interrupted(): AppError {
    // Where only the reader of the output is gone, the same call again goes without saying.
    const obvious = this.interruption.readerIsGone && this.#resume === this.args
    return !this.#resume?.length || obvious
      ? new AppError('call.interrupted')
      : new AppError('call.interrupted-resume', {
          command: shellWords(['npx', 'viecap', ...this.#resume])
        })
  }
}
