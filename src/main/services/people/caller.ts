import type { Remembered, Settings } from '../../../shared/contract'
import type { Role } from '../../../shared/domain'
import type { OwnTransfers } from '../transfers/transfers'
import type { Workbench } from '../workbench/workbench'
import type { ManagedPeople } from './managed-people'

/** Who makes a call, and what is kept for them alone. */
export interface Caller {
  /** Their name on a team's server; null for the one person of a desktop or a host on this machine. */
  readonly name: string | null
  readonly role: Role
  /** As history names them. */
  readonly actor: string
  readonly settings: Settings
  /** Throws `file.unwritable`. */
  saveSettings(settings: Settings): Promise<void>
  /** What their windows remember. */
  readonly remembered: Remembered
  /** Throws `file.unwritable`. */
  remember(name: string, value: string): Promise<void>
  /** What they upload and download through the browser; null where nobody does. */
  readonly transfers: OwnTransfers | null
  /** The people of the server, whom administrators manage; null where there are none. */
  readonly users: ManagedPeople | null
  /** Keeps what they did in the audit log, where there is one. */
  note(action: string, subject: string): void
}

/** The one person who has the workbench to themselves. */
export const onePerson = (workbench: Workbench): Caller => ({
  name: null,
  role: 'admin',
  get actor() {
    // Whoever works on a part is called after it until they give a name.
    const name = workbench.user.settings.annotator.normalize('NFC') || workbench.partName
    return name ? `person:${name}` : 'person'
  },
  get settings() {
    return workbench.user.settings
  },
  saveSettings: (settings) => workbench.user.saveSettings(settings),
  get remembered() {
    return workbench.memory.values
  },
  remember: (name, value) => workbench.memory.keep(name, value),
  transfers: null,
  users: null,
  note: () => undefined
})
