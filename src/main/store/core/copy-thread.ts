import { parentPort, Worker } from 'node:worker_threads'
import { fromErrorInfo, toErrorReport, type ErrorReport } from '../../../shared/errors'
import { checkDatabase, copyDatabase, type DatabaseContent } from './copy-database'

/** What the thread begins with: a library to copy, or a copy to check. */
export interface CopyStart {
  role: 'copy'
  root: string | null
  file: string
}

type Told = { content: DatabaseContent } | { error: ErrorReport }

const work = async ({ root, file }: CopyStart): Promise<DatabaseContent> =>
  root === null ? checkDatabase(file) : copyDatabase(root, file)

/**
 * `copyDatabase` on a thread of its own, since the check of the copy reads all of it. `threadFile` is
 * the built `reader-thread.ts`; without it the caller's thread does the work.
 */
export const copyAside = (
  threadFile: string | undefined,
  root: string,
  file: string
): Promise<DatabaseContent> => aside(threadFile, { role: 'copy', root, file })

/** `checkDatabase` on a thread of its own. */
export const checkAside = (
  threadFile: string | undefined,
  file: string
): Promise<DatabaseContent> => aside(threadFile, { role: 'copy', root: null, file })

async function aside(
  threadFile: string | undefined,
  workerData: CopyStart
): Promise<DatabaseContent> {
  if (threadFile === undefined) return work(workerData)
  const { promise, resolve, reject } = Promise.withResolvers<Told>()
  const worker = new Worker(threadFile, { workerData })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the thread that copies ended')))
  const told = await promise
  if ('error' in told) throw fromErrorInfo(told.error)
  return told.content
}

/** In the thread. */
export function copyForParent(start: CopyStart): void {
  work(start).then(
    (content) => parentPort?.postMessage({ content } satisfies Told),
    (error: unknown) => parentPort?.postMessage({ error: toErrorReport(error) } satisfies Told)
  )
}
