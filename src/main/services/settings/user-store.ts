import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { Settings } from '../../../shared/contract'
import { writeFileAtomic } from './write-file-atomic'

const maxRecent = 10

/** What is kept per user: the window's settings and the libraries opened lately, newest first. */
const UserFile = v.object({
  settings: v.fallback(Settings, v.parse(Settings, {})),
  recent: v.fallback(v.array(v.string()), [])
})
type UserFile = v.InferOutput<typeof UserFile>

/** `workbench.json` in the user's settings folder. A file that cannot be read counts as empty. */
export class UserStore {
  readonly #file: string

  constructor(configDir: string) {
    this.#file = join(configDir, 'workbench.json')
  }

  get settings(): Settings {
    return this.#read().settings
  }

  saveSettings(settings: Settings): void {
    this.#write({ ...this.#read(), settings })
  }

  get recent(): string[] {
    return this.#read().recent
  }

  addRecent(path: string): void {
    const content = this.#read()
    const others = content.recent.filter((other) => other !== path)
    this.#write({ ...content, recent: [path, ...others].slice(0, maxRecent) })
  }

  #read(): UserFile {
    try {
      return v.parse(UserFile, JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      return v.parse(UserFile, {})
    }
  }

  #write(content: UserFile): void {
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileAtomic(this.#file, JSON.stringify(content, null, 2) + '\n')
  }
}
