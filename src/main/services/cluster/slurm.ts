/** What Slurm says of a job. */
export interface JobStatus {
  /** Such as `PENDING`, `RUNNING`, `COMPLETED`. */
  state: string
  /** Why it waits or how it ended, such as `Priority`; empty where there is nothing to say. */
  reason: string
  partition: string
  nodes: string
}

/**
 * States of a job that Slurm has nothing more to do with. A job that is to run again is `PENDING`, or
 * `COMPLETING` while its processes end.
 */
const OVER = new Set([
  'BOOT_FAIL',
  'CANCELLED',
  'COMPLETED',
  'DEADLINE',
  'FAILED',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'REVOKED',
  'TIMEOUT'
])

export const isOver = (state: string): boolean => OVER.has(state)

/**
 * Asks for every job of this user that the controller still knows: those of the last minutes too,
 * as `scontrol show job` does, and each task of an array by itself.
 */
export const QUEUE = `squeue --noheader --array --states=all --user="$(id -u)" --format='%i|%T|%P|%N|%r'`

/** Asks the accounting, where a site has it, for jobs that the controller has forgotten. */
export const accountsOf = (jobs: readonly string[]): string =>
  `sacct --noheader --parsable2 --allocations --jobs='${jobs.join(',')}' \\
     --format=JobID,State,Partition,NodeList,Reason 2>/dev/null || true`

/** Reads the answer of either, by job such as `123_4`. What is no line of it is left out. */
export function parseJobs(text: string): Map<string, JobStatus> {
  const jobs = new Map<string, JobStatus>()
  for (const line of text.split('\n')) {
    const [id = '', state, partition, nodes, reason] = line.split('|')
    // Tasks of an array that a site shows together stand as `12_[3-5]`: the queue names each.
    if (!/^\d+(_\d+)?$/.test(id) || state === undefined) continue
    jobs.set(id, {
      // The accounting adds by whom: `CANCELLED by 1000`.
      state: state.split(' ', 1)[0] ?? '',
      partition: partition ?? '',
      nodes: known(nodes),
      reason: known(reason)
    })
  }
  return jobs
}

const known = (word: string | undefined): string =>
  word === undefined || word === 'None' || word === 'None assigned' || word === '(null)' ? '' : word
