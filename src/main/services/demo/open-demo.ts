import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DemoInput, LibraryInfo } from '../../../shared/domain'
import type { Workbench } from '../workbench/workbench'

/** Where the demo library is made unless somebody says otherwise. */
export const demoLibraryPath = (): string =>
  join(process.env['VIECAP_HOME'] ?? homedir(), 'viecap-demo')

/**
 * Makes the demo's library, or opens it where it is made already, and queues the job that fills it;
 * what is there stays.
 */
export async function openDemo(
  workbench: Pick<Workbench, 'create' | 'open' | 'queue'>,
  path: string,
  world: DemoInput
): Promise<{ library: LibraryInfo; jobId: number }> {
  const isThere = existsSync(join(resolve(path), 'library.sqlite'))
  const library = await (isThere ? workbench.open(path) : workbench.create(path))
  return { library, jobId: workbench.queue.add('demo', world).id }
}
