/** Whether some work is to wait, and word of each change. */
export class PauseSwitch {
  #paused = false
  readonly #listeners = new Set<(paused: boolean) => void>()

  get paused(): boolean {
    return this.#paused
  }

  set(paused: boolean): void {
    if (paused === this.#paused) return
    this.#paused = paused
    for (const listener of this.#listeners) listener(paused)
  }

  /** Waits while paused, or until the signal is aborted. */
  async over(signal: AbortSignal): Promise<void> {
    while (this.#paused && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const stop = this.listen(() => end())
        const end = () => {
          stop()
          signal.removeEventListener('abort', end)
          resolve()
        }
        signal.addEventListener('abort', end, { once: true })
      })
    }
  }

  /** Tells `listener` of each change from now on. Returns how to stop that. */
  listen(listener: (paused: boolean) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
