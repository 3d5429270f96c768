import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runFiles } from '../../../shared/engine-protocol'
import type { RunTask } from '../../store/runs/cluster-tasks'
import type { JobContext } from '../jobs/job-handler'
import { runDir } from '../train'
import { clusterRunDir } from './cluster-root'
import type { ArraySending } from './submit-array'

/** How runs of an array come to the cluster. */
export const runSending = (
  { library, signal, report }: Pick<JobContext, 'library' | 'signal' | 'report'>,
  tasks: readonly RunTask[]
): ArraySending => ({
  command: 'train',
  async send(place) {
    for (const [done, { runId, profile }] of tasks.entries()) {
      signal.throwIfAborted()
      report({ phase: 'sending', done, total: tasks.length })
      const here = runDir(library, runId)
      await place.send(here, clusterRunDir(library, profile, runId), await neededOf(here))
    }
  }
})

/** What a run continues with: its inputs, its newest checkpoint, and where the others stood. */
async function neededOf(dir: string): Promise<string[]> {
  const names = await readdir(join(dir, runFiles.checkpoints)).catch(() => [])
  const steps = names.filter((name) => /^step-\d+$/.test(name)).sort()
  const newest = steps.at(-1)
  return [
    'inputs',
    ...steps.map((step) => `${runFiles.checkpoints}/${step}/${runFiles.checkpointState}`),
    ...(newest === undefined ? [] : [`${runFiles.checkpoints}/${newest}`])
  ]
}
