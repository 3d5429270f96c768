/** Aborts its signal when nothing was heard for a while, or with the signal of the whole work. */
export class Silence {
  readonly signal: AbortSignal
  readonly #timer: NodeJS.Timeout

  constructor(ms: number, whole: AbortSignal) {
    const controller = new AbortController()
    this.#timer = setTimeout(() => {
      controller.abort(new Error(`nothing was heard for ${Math.round(ms / 1000)} s`))
    }, ms)
    this.signal = AbortSignal.any([controller.signal, whole])
  }

  /** Something was heard: the wait begins again. */
  broken(): void {
    this.#timer.refresh()
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
