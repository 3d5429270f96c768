import { readText } from '../../../base/files/regular-file'

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
 * Where the device timed its own programs, their times count; else what the processor spent on each
 * node, in the last run alone, since the first ones find their memory.
 */
export async function readOpShares(path: string): Promise<{ op: string; share: number }[]> {
  const events = JSON.parse(await readText(path, 2 ** 29)) as ProfileEvent[]
  const timed = programTimes(events)
  const sums = new Map<string, number>()
  for (const { op, time } of timed.length > 0 ? timed : nodeTimes(events)) {
    sums.set(op, (sums.get(op) ?? 0) + time)
  }
  const total = [...sums.values()].reduce((sum, one) => sum + one, 0)
  return [...sums]
    .map(([op, time]) => ({ op, share: time / total }))
    .sort((a, b) => b.share - a.share)
}

interface OpTime {
  op: string
  time: number
}

/** Programs of a graphics card, by its own clock: the runtime names them `NODE&OPERATOR&PROGRAM`. */
function programTimes(events: readonly ProfileEvent[]): OpTime[] {
  return events.flatMap(({ cat, name, dur = 0 }) => {
    const op = cat === 'Api' ? name?.split('&').at(-2) : undefined
    return op ? [{ op, time: dur }] : []
  })
}

function nodeTimes(events: readonly ProfileEvent[]): OpTime[] {
  const began = events.filter(({ name }) => name === 'model_run').at(-1)?.ts ?? 0
  return events.flatMap(({ cat, name, ts = 0, dur = 0, args }) =>
    cat === 'Node' && ts >= began && name?.endsWith('_kernel_time') && args?.op_name
      ? [{ op: args.op_name, time: dur }]
      : []
  )
}
