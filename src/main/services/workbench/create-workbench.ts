import { version } from '../../../../package.json'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { ChildEngine } from '../engine-client/child-engine'
import type { StartEngineProcess } from '../engine-client/engine-process'
import { jobTable } from '../jobs/handlers'
import { findConfigDir } from '../settings/config-dir'
import { UserStore } from '../settings/user-store'
import { WindowMemory } from '../settings/window-memory'
import { openLog } from './log'
import { Workbench } from './workbench'

/** What a host decides; everything else is the same behind each door. */
export interface HostChoices {
  host: 'desktop' | 'web'
  startEngine: StartEngineProcess
  /** The built thread that reads libraries. */
  readerFile: string
  /** Whether queued jobs are taken up by themselves when a library is opened. */
  runsQueue: boolean
  device?: DeviceChoice
}

/** The workbench of this user, with no library open yet. */
export function createWorkbench({ startEngine, ...choices }: HostChoices): Workbench {
  const configDir = findConfigDir()
  return new Workbench({
    ...choices,
    version,
    engine: new ChildEngine(startEngine),
    jobs: jobTable,
    user: new UserStore(configDir),
    memory: new WindowMemory(configDir),
    log: openLog(configDir)
  })
}
