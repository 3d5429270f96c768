import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DemoInput, LibraryInfo } from '../../../shared/domain'
import { allowedRoots } from '../../base/files/allowed-roots'
import type { Workbench } from '../workbench/workbench'

/** Where the demo library is made unless somebody says otherwise. */
export const demoLibraryPath = (): string =>
  join(allowedRoots()?.[0] ?? process.env['VIECAP_HOME'] ?? homedir(), 'viecap-demo')

/**
 * Makes the demo's library, or opens it where it is made already, and queues the job that fills it;
 * what is there stays. Throws as {@link Workbench.open} does.
 */
export async function openDemo(
  workbench: Pick<Workbench, 'create' | 'open' | 'queue'>,
  { path, interrupt }: { path: string; interrupt: boolean },
  world: DemoInput
): Promise<{ library: LibraryInfo; jobId: number }> {
  const isThere = existsSync(join(resolve(path), 'library.sqlite'))
  const library = await (isThere
    ? workbench.open(path, { interrupt })
    : workbench.create(path, { interrupt }))
  return { library, jobId: workbench.queue.add('demo', world).id }
}
