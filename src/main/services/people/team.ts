import { join } from 'node:path'
import type { Settings } from '../../../shared/contract'
import type { Role } from '../../../shared/domain/people'
import type { User } from '../../store/people/users'
import { UserStore } from '../settings/user-store'
import { WindowMemory } from '../settings/window-memory'
import type { Transfers } from '../transfers/transfers'
import type { Workbench } from '../workbench/workbench'
import type { Caller } from './caller'
import { ManagedPeople } from './managed-people'
import type { People } from './people'

/** What a person keeps for themselves, in a folder of theirs. */
interface OwnFiles {
  user: UserStore
  memory: WindowMemory
}

/** Settings that are the server's, and not of the person who looks at it. */
type ServerSettings = Pick<Settings, 'device' | 'updateFeed' | 'webhook'>

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
    workbench.members = () => people.list()
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
        return { ...own.user.settings, ...serverSettings(workbench, role), annotator: name }
      },
      async saveSettings(settings) {
        await own.user.saveSettings(settings)
        if (role !== 'admin') return
        const { device, updateFeed, webhook } = settings
        const shared: ServerSettings = { device, updateFeed, webhook }
        await workbench.user.saveSettings({ ...workbench.user.settings, ...shared })
      },
      get remembered() {
        return own.memory.values
      },
      remember: (key, value) => own.memory.keep(key, value),
      transfers: this.transfers.of(id),
      users: new ManagedPeople(people, { actor: name, address }),
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

/** A webhook's address may be a secret. */
const serverSettings = ({ user }: Workbench, role: Role): ServerSettings => {
  const { device, updateFeed, webhook } = user.settings
  return { device, updateFeed, webhook: role === 'admin' ? webhook : '' }
}
