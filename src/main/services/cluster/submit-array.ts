import { AppError } from '../../../shared/errors'
import { SUBMITTING, updateClusterTask, type ClusterTask } from '../../store/runs/cluster-tasks'
import type { JobContext } from '../jobs/job-handler'
import { arrayName, batchScript, submissionDir, type ArrayWork } from './batch-script'
import { clusterRoot, taskFolder } from './cluster-root'
import { placeOf, type Place } from './place'

export interface ArraySending {
  command: ArrayWork['command']
  /** Brings to the cluster what the tasks work with; their folders are there, below `root`. */
  send(place: Place, root: string): Promise<void>
}

/**
 * Brings the tasks of an array to the cluster and submits it; where that was done before, it finds
 * the array and submits nothing.
 *
 * @returns The scheduler's number of the array.
 */
export async function submitArray(
  { library, signal }: Pick<JobContext, 'library' | 'signal'>,
  tasks: readonly ClusterTask[],
  { command, send }: ArraySending
): Promise<string> {
  const [first] = tasks
  if (!first) throw new Error('an array has tasks')
  const { profile, submission } = first
  const place = placeOf(profile, signal)
  const root = clusterRoot(library, profile)
  const dir = submissionDir({ root, submission })
  const folders = tasks.map((task) => `${root}/${taskFolder(task)}`)
  await place.run(`mkdir -p ${[dir, ...folders].join(' ')}\nrm -f ${folders.join('/stop ')}/stop`)
  await send(place, root)
  signal.throwIfAborted()
  const script = batchScript(profile, { root, submission }, { command, count: tasks.length })
  const note = (state: string) => {
    for (const { id } of tasks) updateClusterTask(library.write, id, { state })
  }
  note(SUBMITTING)
  try {
    const answer = await place.run(submitting(dir, submission, script, tasks))
    return answer.toString('utf8').trim()
  } catch (error) {
    if (error instanceof AppError && error.code === 'cluster.command-failed') note('')
    throw error
  }
}

/** Submits once: the number is kept beside the script, and the scheduler is asked by name first. */
const submitting = (
  dir: string,
  submission: string,
  script: string,
  tasks: readonly ClusterTask[]
): string => `set -e
cd ${dir}
if [ ! -s job ]; then
  found=$(squeue --noheader --states=all --user="$(id -u)" --name=${arrayName(submission)} --format=%F)
  job=\${found%%$'\\n'*}
  if [ -z "$job" ]; then
    cat >tasks.txt <<'END_OF_TASKS'
${tasks.map(taskFolder).join('\n')}
END_OF_TASKS
    cat >array.sh <<'END_OF_SCRIPT'
${script}END_OF_SCRIPT
    job=$(sbatch --parsable array.sh)
  fi
  # The name of a cluster may follow the number.
  echo "\${job%%;*}" >job.new
  mv job.new job
fi
cat job`
