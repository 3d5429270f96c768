import { closeSync, openSync, readlinkSync, statSync } from 'node:fs'

/** A file or folder itself, whatever it is called. */
export interface Identity {
  dev: bigint
  ino: bigint
}

/** What is at `path`, or null where nothing is or it cannot be looked at. */
export function identityOf(path: string): Identity | null {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found ? { dev: found.dev, ino: found.ino } : null
  } catch {
    return null
  }
}

export const isAt = (path: string, { dev, ino }: Identity): boolean => {
  const found = identityOf(path)
  return found !== null && found.ino === ino && found.dev === dev
}

/**
 * A folder that is found again after it, or one that holds it, was renamed or moved. Only Linux
 * tells where an open folder is; elsewhere a folder that was moved away is not found.
 */
export class HeldFolder {
  #path: string
  readonly #identity: Identity | null
  #handle: number | null

  constructor(path: string) {
    this.#path = path
    this.#identity = identityOf(path)
    // Windows cannot open a folder, and renames none in which a file is open.
    this.#handle = process.platform === 'linux' && this.#identity ? openSync(path, 'r') : null
  }

  /** The folder's present path, or null where it was deleted or cannot be found. */
  find(): string | null {
    if (!this.#identity) return null
    if (isAt(this.#path, this.#identity)) return this.#path
    if (this.#handle === null) return null
    try {
      const path = readlinkSync(`/proc/self/fd/${this.#handle}`)
      if (!isAt(path, this.#identity)) return null
      this.#path = path
      return path
    } catch {
      return null
    }
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle)
    this.#handle = null
  }
}
