import { dirname, join } from 'node:path'
import { version } from '../../../../package.json'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { ChildEngine } from '../engine-client/child-engine'
import type { BackupPlan } from '../backup/backups'
import type { StartEngineProcess } from '../engine-client/engine-process'
import { ChildImages, type StartImageProcess } from '../image-client/child-images'
import { readParquetOnThread } from '../import/read/parquet-reader'
import { jobTable } from '../jobs/handlers'
import { findConfigDir } from '../settings/config-dir'
import { UserStore } from '../settings/user-store'
import { WindowMemory } from '../settings/window-memory'
import type { Updater } from '../updates/updater'
import type { HostShell } from './host-shell'
import { logFileIn, openLog } from './log'
import { Workbench } from './workbench'

/** What a host decides; everything else is the same behind each door. */
export interface HostChoices {
  host: 'desktop' | 'web'
  startEngine: StartEngineProcess
  startImages: StartImageProcess
  /** The built thread that reads libraries. */
  readerFile: string
  /** Whether queued jobs are taken up by themselves when a library is opened. */
  runsQueue: boolean
  device?: DeviceChoice
  /** Backups that the host makes by itself; by default none. */
  backupPlan?: BackupPlan | null
  /** What can update the application; by default nothing. */
  updater?: Updater | null
  /** By default one without a desktop around it. */
  shell?: HostShell
}

/** The workbench of this user, with no library open yet. */
export function createWorkbench({ startEngine, startImages, ...choices }: HostChoices): Workbench {
  const configDir = findConfigDir()
  // Threads are built into one folder.
  readParquetOnThread(join(dirname(choices.readerFile), 'parquet.js'))
  return new Workbench({
    ...choices,
    version,
    engine: new ChildEngine(startEngine),
    images: new ChildImages(startImages),
    jobs: jobTable,
    user: new UserStore(configDir),
    memory: new WindowMemory(configDir),
    log: openLog(configDir),
    logFile: logFileIn(configDir)
  })
}
