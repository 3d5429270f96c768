import { ConnectionLostError, type WorkbenchLink } from './connection'

/** How long a call waits for a connection before it fails. */
const PATIENCE_MS = 3000

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 5000

/** Milliseconds to wait before the next try after `failures` failed ones in a row. */
export const retryDelay = (failures: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1))

/** The link of a connection that comes and goes, and the calls that wait for it. */
export class LinkSlot {
  #link: WorkbenchLink | null = null
  readonly #waiting = new Set<(link: WorkbenchLink) => void>()

  /** The connection is open by `link`; null where there is none. */
  set(link: WorkbenchLink | null): void {
    this.#link = link
    if (!link) return
    for (const resolve of this.#waiting) resolve(link)
    this.#waiting.clear()
  }

  /** Waits a while for a link; rejects with `ConnectionLostError`. */
  get(): Promise<WorkbenchLink> {
    if (this.#link) return Promise.resolve(this.#link)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(settle)
        reject(new ConnectionLostError())
      }, PATIENCE_MS)
      const settle = (link: WorkbenchLink) => {
        clearTimeout(timer)
        resolve(link)
      }
      this.#waiting.add(settle)
    })
  }
}
