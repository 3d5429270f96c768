import { GraphBuilder, writeModel, type GraphModel, type Target, type Value } from '../../graph'
import type { Feeds, GraphSession } from '../../runtime/session'
import { floatData, integers, type DeviceTensor } from '../../tensor/tensor'
import { onlyTheBest, scoresOfLogits, type RowScores } from './candidates'
import { Best } from './log-probabilities'

/**
 * Ranking where the device has no operator for it: logits stay there in blocks of tokens, and what
 * comes back is the largest of each block, then the blocks that hold the best. Of the `count` best
 * tokens none is outside the `count` blocks with the largest maxima, the first of equal ones first.
 */
const BLOCK = 128
/** Behind the vocabulary: below any logit. */
const LOWEST = -3.4e38

/**
 * Outputs `blocks`, the logits [N, V] with the last block filled up, and `blocks.most`, the largest
 * of each block, [N, ⌈V/128⌉].
 */
export function outputBlocks(b: GraphBuilder, logits: Value, rows: string): void {
  const vocabulary = Number(logits.shape[1])
  const count = Math.ceil(vocabulary / BLOCK)
  const rest = count * BLOCK - vocabulary
  const filled =
    rest > 0 ? b.concat([logits, b.fill(LOWEST, [rows, rest])], 1, count * BLOCK) : logits
  b.output('blocks', filled)
  const apart = b.reshape(filled, [rows, count, BLOCK])
  b.output('blocks.most', b.reduce('ReduceMax', apart, [2], false))
}

/** The blocks [G, 128] at `places` [G] of all `blocks` [A, 128], as output `picked`. */
export function buildPickGraph(target: Target): GraphModel {
  const b = new GraphBuilder('float32', target)
  const blocks = b.input('blocks', 'float32', ['A', BLOCK])
  b.output('picked', b.gather(blocks, b.input('places', 'int64', ['G'])))
  return writeModel(b)
}

/**
 * The scores of each image's paths, of `count` tokens at most; the blocks are used up.
 *
 * @param session Of `buildPickGraph`.
 * @param outputs `blocks.most` and `logSums`, the logarithm of each row's Σ exp.
 * @param blocks The graph's output, [N, ⌈V/128⌉ · 128].
 * @param counts Paths of each image. @param width Rows of an image, at least as many.
 */
export async function blockScores(
  session: GraphSession,
  { outputs, blocks }: { outputs: Feeds; blocks: DeviceTensor },
  { counts, width, count }: { counts: readonly number[]; width: number; count: number }
): Promise<RowScores[][]> {
  const most = floatData(outputs['blocks.most'])
  const sums = floatData(outputs['logSums'])
  const [rows = 0, length = 0] = blocks.dims
  const perRow = length / BLOCK
  const chosen = counts.map((own, image) =>
    Array.from({ length: own }, (_, place) => {
      const row = image * width + place
      return { row, blocks: bestBlocks(most.subarray(row * perRow, (row + 1) * perRow), count) }
    })
  )
  const places = chosen.flat().flatMap((one) => one.blocks.map((block) => one.row * perRow + block))
  const logits = await pick(session, blocks, rows * perRow, places)
  let from = 0
  return chosen.map((own) =>
    own.map((one) => {
      const to = from + one.blocks.length * BLOCK
      const scores = scoresOfBlocks(one.blocks, logits.subarray(from, to), sums[one.row] ?? 0)
      from = to
      return scores
    })
  )
}

async function pick(
  session: GraphSession,
  blocks: DeviceTensor,
  all: number,
  places: readonly number[]
): Promise<Float32Array> {
  try {
    const feeds = { blocks: { ...blocks, dims: [all, BLOCK] }, places: integers(places) }
    return floatData((await session.run(feeds, { A: all, G: places.length }))['picked'])
  } finally {
    blocks.dispose()
  }
}

/** The blocks that hold the `count` best tokens of a row, in the order of the vocabulary. */
function bestBlocks(most: Float32Array, count: number): number[] {
  const best = new Best(count)
  best.offerAll(most)
  return best.ranked.map(({ index }) => index).sort((a, b) => a - b)
}

/**
 * @param blocks Numbers of the blocks, rising, so that of equal tokens the first stays the first.
 * @param logits Of these blocks, one behind the other. @param shift log Σ exp of all logits.
 */
function scoresOfBlocks(blocks: readonly number[], logits: Float32Array, shift: number): RowScores {
  const scores = scoresOfLogits(logits, shift)
  return {
    logits: onlyTheBest,
    logSum: onlyTheBest,
    best: (count) =>
      scores.best(count).map((candidate) => {
        const block = blocks[Math.floor(candidate.id / BLOCK)] ?? 0
        return { ...candidate, id: block * BLOCK + (candidate.id % BLOCK) }
      })
  }
}
