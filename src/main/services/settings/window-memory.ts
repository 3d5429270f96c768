import { join } from 'node:path'
import * as v from 'valibot'
import { Remembered } from '../../../shared/contract'
import { readTextSync } from '../../base/files/regular-file'
import { writeFileAtomic } from '../../base/files/replace-file'

/** Maximum number of values kept; those that were changed longest ago go first. */
const MAX_VALUES = 200
/** Bytes of the file that are read. */
const MAX_BYTES = 2 ** 26

/**
 * What the windows remember of where their user was, in `window.json` of the user's settings folder:
 * values by name, as the windows write them. A browser's own storage belongs to an address, and
 * `viecap serve` may have another one at each start. A file that cannot be read counts as empty.
 */
export class WindowMemory {
  readonly #file: string
  readonly #unwritten = new Map<string, string>()
  #last: Promise<void> = Promise.resolve()

  constructor(configDir: string) {
    this.#file = join(configDir, 'window.json')
  }

  get values(): Remembered {
    return { ...this.#read(), ...Object.fromEntries(this.#unwritten) }
  }

  /** Resolves when it is on the disk. Throws `file.unwritable`. */
  keep(name: string, value: string): Promise<void> {
    this.#unwritten.set(name, value)
    // What is kept while a write is under way goes into the next one, together.
    const write = async () => {
      if (this.#unwritten.size === 0) return
      const values = new Map(Object.entries(this.#read()))
      for (const [changed, content] of this.#unwritten) {
        values.delete(changed)
        values.set(changed, content)
      }
      const kept = Object.fromEntries([...values].slice(-MAX_VALUES))
      const written = [...this.#unwritten]
      await writeFileAtomic(this.#file, JSON.stringify(kept))
      for (const [changed, content] of written) {
        if (this.#unwritten.get(changed) === content) this.#unwritten.delete(changed)
      }
    }
    this.#last = this.#last.then(write, write)
    return this.#last
  }

  #read(): Remembered {
    try {
      return v.parse(Remembered, JSON.parse(readTextSync(this.#file, MAX_BYTES)))
    } catch {
      return {}
    }
  }
}
