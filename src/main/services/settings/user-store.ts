import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { Settings } from '../../../shared/contract'
import { writeFileAtomic } from '../files/write-file-atomic'

const maxRecent = 10

/** What is kept per user: the window's settings and the libraries opened lately, newest first. */
const UserFile = v.object({
  settings: v.fallback(Settings, v.parse(Settings, {})),
  recent: v.fallback(v.array(v.string()), []),
  /** Where the browser host listened last; null before its first start. */
  port: v.fallback(v.nullable(v.number()), null)
})
type UserFile = v.InferOutput<typeof UserFile>

/** `workbench.json` in the user's settings folder. A file that cannot be read counts as empty. */
export class UserStore {
  readonly #file: string
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

  get port(): number | null {
    return this.#read().port
  }

  /** Throws `file.unwritable`, as `addRecent` and `savePort` do. */
  saveSettings(settings: Settings): Promise<void> {
    return this.#change((content) => ({ ...content, settings }))
  }

  addRecent(path: string): Promise<void> {
    return this.#change((content) => {
      const others = content.recent.filter((other) => other !== path)
      return { ...content, recent: [path, ...others].slice(0, maxRecent) }
    })
  }

  savePort(port: number): Promise<void> {
    return this.#change((content) => ({ ...content, port }))
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
      return v.parse(UserFile, JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      return v.parse(UserFile, {})
    }
  }
}
