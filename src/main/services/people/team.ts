import { join } from 'node:path'
import type { Settings } from '../../../shared/contract'
import type { User } from '../../store/people/users'
import { UserStore } from '../settings/user-store'
import { WindowMemory } from '../settings/window-memory'
import type { Transfers } from '../transfers/transfers'
import type { Workbench } from '../workbench/workbench'
import type { Caller } from './caller'
import type { People } from './people'

/** What a person keeps for themselves, in a folder of theirs. */
interface OwnFiles {
  user: UserStore
  memory: WindowMemory
}

/** Settings that are the server's, and not of the person who looks at it. */
type ServerSettings = Pick<Settings, 'device' | 'updateFeed'>

/** The people of a server as callers of one workbench. */
export class Team {
  readonly #files = new Map<number, OwnFiles>()

  constructor(
    readonly people: People,
    private readonly workbench: Workbench,
    private readonly configDir: string,
    private readonly transfers: Transfers
  ) {
    workbench.reviewers = (name) => people.isAtLeast(name, 'reviewer')
  }

  /**
   * The person whose session `token` is, calling from `address`, and whether that counts as its use; null
   * where it has ended.
   */
  caller(token: string, address: string, isUse: boolean): Caller | null {
    const user = this.people.bySession(token, isUse)
    return user && this.#callerOf(user, address)
  }

  #callerOf({ id, name, role }: User, address: string): Caller {
    const { people, workbench } = this
    const own = this.#filesOf(id)
    return {
      name,
      role,
      actor: `person:${name}`,
      get settings() {
        return { ...own.user.settings, ...serverSettings(workbench), annotator: name }
      },
      async saveSettings(settings) {
        await own.user.saveSettings(settings)
        if (role !== 'admin') return
        const { device, updateFeed } = settings
        await workbench.user.saveSettings({ ...workbench.user.settings, device, updateFeed })
      },
      get remembered() {
        return own.memory.values
      },
      remember: (key, value) => own.memory.keep(key, value),
      transfers: this.transfers.of(id),
      note: (action, subject) => people.note({ actor: name, address }, action, subject)
    }
  }

  #filesOf(id: number): OwnFiles {
    let files = this.#files.get(id)
    if (!files) {
      const folder = join(this.configDir, 'people', String(id))
      files = { user: new UserStore(folder), memory: new WindowMemory(folder) }
      this.#files.set(id, files)
    }
    return files
  }
}

const serverSettings = ({ user }: Workbench): ServerSettings => {
  const { device, updateFeed } = user.settings
  return { device, updateFeed }
}
