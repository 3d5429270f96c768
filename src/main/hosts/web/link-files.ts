import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors'
import { readTextSync } from '../../base/files/regular-file'

/** Far more than a link's file has. */
const MAX_BYTES = 65_536

const LinkFile = v.object({ pid: v.number(), url: v.string() })

/**
 * Where running hosts keep the link that has not been used yet, for `viecap serve --link`: one file
 * a port in the user's settings folder, which only the user can read.
 */
export class LinkFiles {
  readonly #folder: string

  constructor(configDir: string) {
    this.#folder = join(configDir, 'links')
  }

  /** Keeps the link of the host of this process at `port`. */
  keep(port: number, url: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const beside = join(this.#folder, `.${randomUUID()}.part`)
    writeFileSync(beside, JSON.stringify({ pid: process.pid, url }) + '\n', { mode: 0o600 })
    renameSync(beside, this.#file(port))
  }

  forget(port: number): void {
    rmSync(this.#file(port), { force: true })
  }

  /**
   * The link of the host at `port`, or without one of that which was started or entered last.
   * Throws `host.none-running`.
   */
  find(port?: number): string {
    const files = port === undefined ? this.#newestFirst() : [this.#file(port)]
    for (const file of files) {
      const found = read(file)
      if (found && isAlive(found.pid)) return found.url
    }
    throw new AppError('host.none-running')
  }

  #newestFirst(): string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => /^\d+\.json$/.test(name))
        .map((name) => join(this.#folder, name))
        .map((file) => ({ file, changed: statSync(file).mtimeMs }))
        .sort((a, b) => b.changed - a.changed)
        .map(({ file }) => file)
    } catch {
      // No host has run yet, or one ends at this moment.
      return []
    }
  }

  #file(port: number): string {
    return join(this.#folder, `${port}.json`)
  }
}

function read(file: string): v.InferOutput<typeof LinkFile> | null {
  try {
    return v.parse(LinkFile, JSON.parse(readTextSync(file, MAX_BYTES)))
  } catch {
    return null
  }
}

/** A host that was killed leaves its file behind. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
