import { existsSync, readdirSync, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { router } from '../../api/router'
import type { ErrorInfo } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import { forkEngine } from '../../services/engine-client/forked-process'
import { createWorkbench } from '../../services/workbench/create-workbench'
import type { Workbench } from '../../services/workbench/workbench'
import type { Bundle } from './context'
import { keepAwake } from './keep-awake'
import type { Output } from './output'

/** What a command works with: the API, as the window has it, and the workbench behind it. */
export interface Session {
  workbench: Workbench
  api: RouterClient<typeof router>
  output: Output
}

export interface SessionOptions {
  /** Folder of the library to open; null opens none. */
  library: string | null
  /** Makes the library where the folder is new or empty. */
  create?: boolean
  /** Whether nothing is changed, so that a library that another process works on will do. */
  looks?: boolean
  device?: DeviceChoice | undefined
  bundle: Bundle
  output: Output
}

/** Does `work` with a workbench of its own, which is closed afterwards whatever happens. */
export async function withSession(
  { library, create = false, looks = false, device, bundle, output }: SessionOptions,
  work: (session: Session) => Promise<void>
): Promise<void> {
  const workbench = createWorkbench({
    host: 'web',
    startEngine: () => forkEngine(bundle.engine),
    readerFile: bundle.reader,
    runsQueue: false,
    ...(device && { device })
  })
  keepAwake(workbench)
  const api = createRouterClient(router, { context: { workbench } })
  try {
    if (library !== null) {
      if (create && isNewOrEmpty(library)) await api.library.create({ path: library })
      else await (looks ? openOrLook : openInTime)(workbench, library)
    }
    await work({ workbench, api, output })
  } catch (error) {
    throw unwrap(error)
  } finally {
    await workbench.close()
  }
}

/** How long a library may be in use by another command, which is mostly over at once. */
const PATIENCE_MS = 2000

async function openInTime(workbench: Workbench, library: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (!(await openedUnlessLocked(workbench, library))) {
    // The last try says who has it.
    if (performance.now() > until) return void (await workbench.open(library))
    await setTimeout(100)
  }
}

async function openOrLook(workbench: Workbench, library: string): Promise<void> {
  if (!(await openedUnlessLocked(workbench, library))) await workbench.look(library)
}

async function openedUnlessLocked(workbench: Workbench, library: string): Promise<boolean> {
  try {
    await workbench.open(library)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'library.locked') return false
    throw error
  }
}

const isNewOrEmpty = (path: string) =>
  !existsSync(path) || (statSync(path).isDirectory() && readdirSync(path).length === 0)

/** The API's error as the AppError that it carries. */
function unwrap(error: unknown): unknown {
  return error instanceof ORPCError && error.code === 'APP_ERROR'
    ? fromErrorInfo(error.data as ErrorInfo)
    : error
}
