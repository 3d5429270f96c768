import type { Place } from './place'

/** Bytes of one log that are read together, and logs of one command. */
const PIECE = 2 ** 18
const TOGETHER = 50

export interface LogFile {
  path: string
  /** Bytes that were read before. */
  from: number
}

/**
 * What has been added to logs, at most `PIECE` bytes of each; null for one that is shorter than what
 * was read of it, since it is another file.
 */
export async function readLogs(place: Place, logs: readonly LogFile[]): Promise<(Buffer | null)[]> {
  const pieces: (Buffer | null)[] = []
  for (let start = 0; start < logs.length; start += TOGETHER) {
    const some = logs.slice(start, start + TOGETHER)
    pieces.push(...split(await place.run(reading(some)), some.length))
  }
  return pieces
}

/** Prints of each log how many bytes follow, or -1, on a line, and then these bytes. */
const reading = (logs: readonly LogFile[]): string => `look() {
  size=0
  [ ! -f "$1" ] || size=$(($(wc -c <"$1")))
  new=$((size - $2))
  [ "$new" -le ${PIECE} ] || new=${PIECE}
  [ "$new" -ge 0 ] || new=-1
  echo "$new"
  [ "$new" -le 0 ] || tail -c +$(($2 + 1)) "$1" | head -c "$new"
}
${logs.map(({ path, from }) => `look ${path} ${from}`).join('\n')}`

function split(answer: Buffer, count: number): (Buffer | null)[] {
  const pieces: (Buffer | null)[] = []
  let at = 0
  while (pieces.length < count) {
    const end = answer.indexOf('\n', at)
    const bytes = end < 0 ? NaN : Number(answer.toString('utf8', at, end))
    if (!Number.isInteger(bytes) || end + 1 + Math.max(0, bytes) > answer.length) {
      throw new Error('the logs of the cluster came incomplete')
    }
    at = end + 1 + Math.max(0, bytes)
    pieces.push(bytes < 0 ? null : answer.subarray(end + 1, at))
  }
  return pieces
}
