import { readdirSync, readFileSync } from 'node:fs'

/** Of the clock in which Linux counts processor time, in a second. */
const TICKS = 100

/**
 * Seconds of processor time that the processes below this one have taken so far, of all threads;
 * null where it is not Linux. Unlike the time on the clock it does not depend on what else runs.
 */
export function processorTime(): number | null {
  if (process.platform !== 'linux') return null
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(name) : []))
  const own = all.find(({ pid }) => pid === process.pid)
  const below = (parent: number): number =>
    all
      .filter((one) => one.parent === parent)
      .reduce((sum, { pid, self, ended }) => sum + self + ended + below(pid), 0)
  return ((own?.ended ?? 0) + below(process.pid)) / TICKS
}

/** What `work` gives, and the processor time in seconds that processes below took meanwhile. */
export async function timed<T>(
  work: () => Promise<T>
): Promise<{ value: T; seconds: number | null }> {
  const before = processorTime()
  const value = await work()
  const after = processorTime()
  return { value, seconds: before === null || after === null ? null : after - before }
}

/** Of a process: itself, and of its children that have ended (proc_pid_stat(5)). */
function readStat(pid: string): { pid: number; parent: number; self: number; ended: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
    return [{ pid: Number(pid), parent, self: user + system, ended: endedUser + endedSystem }]
  } catch {
    // It has ended meanwhile.
    return []
  }
}
