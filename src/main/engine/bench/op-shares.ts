import { readFile } from 'node:fs/promises'

interface ProfileEvent {
  cat?: string
  name?: string
  dur?: number
  args?: { op_name?: string }
}

/** The share of each kind of operator of the time in kernels, largest first, from a runtime profile. */
export async function readOpShares(path: string): Promise<{ op: string; share: number }[]> {
  const events = JSON.parse(await readFile(path, 'utf8')) as ProfileEvent[]
  const sums = new Map<string, number>()
  for (const { cat, name, dur = 0, args } of events) {
    if (cat !== 'Node' || !name?.endsWith('_kernel_time') || !args?.op_name) continue
    sums.set(args.op_name, (sums.get(args.op_name) ?? 0) + dur)
  }
  const total = [...sums.values()].reduce((sum, one) => sum + one, 0)
  return [...sums]
    .map(([op, time]) => ({ op, share: time / total }))
    .sort((a, b) => b.share - a.share)
}
