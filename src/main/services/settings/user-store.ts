import { join } from 'node:path'
import * as v from 'valibot'
import { Settings } from '../../../shared/contract'
import { readTextSync } from '../../base/files/regular-file'
import { writeFileAtomic } from '../../base/files/replace-file'
import { WindowPlace } from './window-place'

const maxRecent = 10
/** Bytes of the file that are read. */
const MAX_BYTES = 2 ** 24

/** What is kept per user: the window's settings and the libraries opened lately, newest first. */
const UserFile = v.object({
  settings: v.fallback(Settings, v.parse(Settings, {})),
  recent: v.fallback(v.array(v.string()), []),
  /** Where the browser host listened last; null before its first start. */
  port: v.fallback(v.nullable(v.number()), null),
  /** Where the desktop's window was last; null before its first start. */
  windowPlace: v.fallback(v.nullable(WindowPlace), null)
})
type UserFile = v.InferOutput<typeof UserFile>

/** `workbench.json` in the user's settings folder. A file that cannot be read counts as empty. */
export class UserStore {
  readonly #file: string
  readonly #listeners = new Set<() => void>()
  #last: Promise<void> = Promise.resolve()

  constructor(configDir: string) {
    this.#file = join(configDir, 'workbench.json')
  }

  get settings(): Settings {
    return this.#read().settings
  }

  get recent(): string[] {
    return this.#read().recent
  }

  get windowPlace(): WindowPlace | null {
    return this.#read().windowPlace
  }

  get port(): number | null {
    return this.#read().port
  }

  /** Throws `file.unwritable`, as `addRecent` and `savePort` do. */
  saveSettings(settings: Settings): Promise<void> {
    return this.#tell(this.#change((content) => ({ ...content, settings })))
  }

  /** Calls `listener` whenever the settings or the recent libraries have been saved. */
  listen(listener: () => void): void {
    this.#listeners.add(listener)
  }

  addRecent(path: string): Promise<void> {
    return this.#tell(
      this.#change((content) => {
        const others = content.recent.filter((other) => other !== path)
        return { ...content, recent: [path, ...others].slice(0, maxRecent) }
      })
    )
  }

  forgetRecent(paths: readonly string[]): Promise<void> {
    return this.#tell(
      this.#change((content) => ({
        ...content,
        recent: content.recent.filter((path) => !paths.includes(path))
      }))
    )
  }

  savePort(port: number): Promise<void> {
    return this.#change((content) => ({ ...content, port }))
  }

  saveWindowPlace(windowPlace: WindowPlace): Promise<void> {
    return this.#change((content) => ({ ...content, windowPlace }))
  }

  /** Resolves when all that was to be saved is, or could not be. */
  settled(): Promise<void> {
    return this.#last.catch(() => undefined)
  }

  async #tell(saved: Promise<void>): Promise<void> {
    await saved
    for (const listener of this.#listeners) listener()
  }

  /** Changes follow one another, so that none is lost to one that began at the same time. */
  #change(change: (content: UserFile) => UserFile): Promise<void> {
    const write = () =>
      writeFileAtomic(this.#file, JSON.stringify(change(this.#read()), null, 2) + '\n')
    this.#last = this.#last.then(write, write)
    return this.#last
  }

  #read(): UserFile {
    try {
      return v.parse(UserFile, JSON.parse(readTextSync(this.#file, MAX_BYTES)))
    } catch {
      return v.parse(UserFile, {})
    }
  }
}
