import { readFile } from 'node:fs/promises'

interface ProfileEvent {
  cat?: string
  name?: string
  /** Start and length in microseconds. */
  ts?: number
  dur?: number
  args?: { op_name?: string }
}

/**
 * The share of each kind of operator of the time in kernels, largest first, from a runtime profile.
 * Only its last run counts: the first ones find their memory.
 */
export async function readOpShares(path: string): Promise<{ op: string; share: number }[]> {
  const events = JSON.parse(await readFile(path, 'utf8')) as ProfileEvent[]
  const runs = events.filter(({ name }) => name === 'model_run')
  const began = runs.at(-1)?.ts ?? 0
  const sums = new Map<string, number>()
  for (const { cat, name, ts = 0, dur = 0, args } of events) {
    if (cat !== 'Node' || ts < began || !name?.endsWith('_kernel_time') || !args?.op_name) continue
    sums.set(args.op_name, (sums.get(args.op_name) ?? 0) + dur)
  }
  const total = [...sums.values()].reduce((sum, one) => sum + one, 0)
  return [...sums]
    .map(([op, time]) => ({ op, share: time / total }))
    .sort((a, b) => b.share - a.share)
}
