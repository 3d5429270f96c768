import { existsSync, readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { router } from '../../api/router'
import type { ErrorInfo } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import { forkChild } from '../../base/process/child-link'
import { forkEngine } from '../../services/engine-client/forked-process'
import { onePerson } from '../../services/people/caller'
import { createWorkbench } from '../../services/workbench/create-workbench'
import type { Workbench } from '../../services/workbench/workbench'
import type { Interruption } from '../../base/process/interruption'
import type { Bundle } from './bundle'
import { keepAwake } from './keep-awake'
import type { Output } from './output'
import { noteNetworkDisk } from './note-network-disk'
import { UnderWay } from './under-way'

/** A call of the command line. */
export interface Call {
  readonly bundle: Bundle
  readonly output: Output
  readonly interruption: Interruption
  /** The call's own arguments. */
  readonly args: readonly string[]
}

/** What a command works with: the API, as the window has it, and the workbench behind it. */
export interface Session {
  workbench: Workbench
  api: RouterClient<typeof router>
  output: Output
  underWay: UnderWay
}

export interface SessionOptions {
  /** Folder of the library to open; null opens none. */
  library: string | null
  /** Makes the library where the folder is new or empty. */
  create?: boolean
  /** Called before a library is made: throws where there would be nothing to put into it. */
  check?: (() => void) | undefined
  /** Whether nothing is changed, so that a library that another process works on will do. */
  readOnly?: boolean
  device?: DeviceChoice | undefined
}

/**
 * Does `work` with a workbench of its own, which is closed afterwards whatever happens. A command
 * that is asked to end stops what is under way in order, closes the workbench, and throws
 * `call.interrupted` or `call.interrupted-resume`.
 */
export async function withSession(
  { bundle, output, interruption, args }: Call,
  { library, create = false, check, readOnly = false, device }: SessionOptions,
  work: (session: Session) => Promise<void>
): Promise<void> {
  const { signal } = interruption
  const underWay = new UnderWay(interruption, args)
  const workbench = createWorkbench({
    host: 'web',
    startEngine: () => forkEngine(bundle.engine),
    startImages: () => forkChild(bundle.images),
    readerFile: bundle.reader,
    runsQueue: false,
    ...(device && { device })
  })
  keepAwake(workbench)
  const api = createRouterClient(router, { context: { workbench, caller: onePerson(workbench) } })
  const perform = async () => {
    if (library !== null) {
      if (create && isNewOrEmpty(library)) {
        check?.()
        await api.library.create({ path: resolve(library) })
      } else await (readOnly ? openReadOnly : openInTime)(workbench, library)
      noteNetworkDisk(workbench, output)
      const refusal = readOnly ? null : workbench.library.refusal()
      if (refusal) output.note(`viecap: ${refusal.message}`)
    }
    signal.throwIfAborted()
    await work({ workbench, api, output, underWay })
  }
  try {
    await Promise.race([perform(), stopSafely(workbench, underWay)])
  } catch (error) {
    throw interruption.happened ? underWay.interrupted() : unwrap(error)
  } finally {
    await workbench.close()
  }
}

/** How long a command may take to end once all that it worked with is closed. */
const LAST_MS = 2000

/** Once the command is asked to end: stops its work, closes the workbench, and then throws. */
async function stopSafely(workbench: Workbench, underWay: UnderWay): Promise<never> {
  await underWay.stopped()
  await workbench.close()
  await setTimeout(LAST_MS)
  throw underWay.interrupted()
}

/** How long a library may be in use by another command, which is mostly over at once. */
const PATIENCE_MS = 2000

async function openInTime(workbench: Workbench, library: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (!(await openedUnlessLocked(workbench, library))) {
    // The last try says who has it.
    if (performance.now() > until) {
      await workbench.open(library)
      return
    }
    await setTimeout(100)
  }
}

async function openReadOnly(workbench: Workbench, library: string): Promise<void> {
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
