import * as v from 'valibot'
import { ErrorInfo } from '../../../../shared/domain'
import type { Outcome } from '../../../store/runs/cluster-tasks'
import { parseOutcome, wholeLines } from '../log-lines'
import { shardFiles } from './shard-files'

const Ids = v.pipe(v.array(v.number()), v.minLength(1))
const Keys = v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.minLength(1))

/** Nothing else is copied from a cluster by a line of a log. */
const VectorFile = v.pipe(v.string(), v.regex(/^vectors\/\d{1,9}\.f32$/))

/** A line of a shard's log. */
export const ShardLine = v.variant('type', [
  /** An attempt has begun: the shard has `items`, of which earlier ones have done `before`. */
  v.object({ type: v.literal('started'), items: v.number(), before: v.number() }),
  v.object({
    type: v.literal('caption'),
    ids: Ids,
    text: v.string(),
    score: v.nullable(v.number())
  }),
  v.object({ type: v.literal('failed'), ids: Ids, error: ErrorInfo }),
  /** Vectors of images in a file: row-major [keys.length, dim], float32 little-endian. */
  v.object({
    type: v.literal('vectors'),
    keys: Keys,
    path: VectorFile,
    dim: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** What made them. */
    encoder: v.string()
  }),
  v.object({ type: v.literal('unembedded'), keys: Keys, error: ErrorInfo })
])
export type ShardLine = v.InferOutput<typeof ShardLine>

/** File of the vectors with this number, in a shard's folder. */
export const vectorFile = (number: number): string => `${shardFiles.vectors}/${number}.f32`

/** What a piece of a shard's log says, up to its last whole line. */
export interface ShardLogPart {
  lines: ShardLine[]
  /** Undefined where nothing is said of it. */
  outcome: Outcome | undefined
  /** Bytes of the piece that are in this. */
  bytes: number
}

/** Reads a piece of a shard's log. What is no such line, or was cut short by a kill, is left out. */
export function readShardLog(piece: Buffer): ShardLogPart {
  const part: ShardLogPart = { lines: [], outcome: undefined, bytes: 0 }
  for (const { found, end } of wholeLines(piece)) {
    part.bytes = end
    const outcome = parseOutcome(found)
    if (outcome) part.outcome = outcome
    const line = v.safeParse(ShardLine, found)
    if (!line.success) continue
    part.lines.push(line.output)
    if (line.output.type === 'started') part.outcome = null
  }
  return part
}
