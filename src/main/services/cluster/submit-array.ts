import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runFiles } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { SUBMITTING, updateClusterJob, type ClusterJob } from '../../store/runs/cluster-jobs'
import type { JobContext } from '../jobs/job-handler'
import { runDir } from '../train'
import { arrayName, batchScript, submissionDir } from './batch-script'
import { clusterRoot, clusterRunDir } from './cluster-root'
import { placeOf } from './place'

/**
 * Brings the runs of an array to the cluster and submits it; where that was done before, it finds
 * the array and submits nothing.
 *
 * @returns The scheduler's number of the array.
 */
export async function submitArray(
  { library, signal, report }: Pick<JobContext, 'library' | 'signal' | 'report'>,
  jobs: readonly ClusterJob[]
): Promise<string> {
  const [first] = jobs
  if (!first) throw new Error('an array has runs')
  const { profile, submission } = first
  const place = placeOf(profile, signal)
  const root = clusterRoot(library, profile)
  const dir = submissionDir({ root, submission })
  const folders = jobs.map(({ runId }) => `${root}/runs/${runId}`)
  await place.run(`mkdir -p ${[dir, ...folders].join(' ')}\nrm -f ${folders.join('/stop ')}/stop`)
  for (const [done, { runId }] of jobs.entries()) {
    signal.throwIfAborted()
    report({ phase: 'sending', done, total: jobs.length })
    const here = runDir(library, runId)
    await place.send(here, clusterRunDir(library, profile, runId), await neededOf(here))
  }
  signal.throwIfAborted()
  const script = batchScript(profile, { root, submission }, jobs.length)
  const note = (state: string) => {
    for (const { runId } of jobs) updateClusterJob(library.write, runId, { state })
  }
  note(SUBMITTING)
  try {
    const answer = await place.run(submitting(dir, submission, script, jobs))
    return answer.toString('utf8').trim()
  } catch (error) {
    if (error instanceof AppError && error.code === 'cluster.command-failed') note('')
    throw error
  }
}

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

/** Submits once: the number is kept beside the script, and the scheduler is asked by name first. */
const submitting = (
  dir: string,
  submission: string,
  script: string,
  jobs: readonly ClusterJob[]
): string => `set -e
cd ${dir}
if [ ! -s job ]; then
  found=$(squeue --noheader --states=all --user="$(id -u)" --name=${arrayName(submission)} --format=%F)
  job=\${found%%$'\\n'*}
  if [ -z "$job" ]; then
    cat >runs.txt <<'END_OF_RUNS'
${jobs.map(({ runId }) => runId).join('\n')}
END_OF_RUNS
    cat >array.sh <<'END_OF_SCRIPT'
${script}END_OF_SCRIPT
    job=$(sbatch --parsable array.sh)
  fi
  # The name of a cluster may follow the number.
  echo "\${job%%;*}" >job.new
  mv job.new job
fi
cat job`
