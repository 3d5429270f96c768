import { describe, expect, it } from 'vitest'
import { values } from '../../../../../test/reference/values'
import { GraphBuilder, writeModel } from '../../graph'
import { openSession } from '../../runtime/session'
import { floats } from '../../tensor/tensor'
import { blockScores, buildPickGraph, outputBlocks } from './block-scores'
import { scoresOfLogits } from './candidates'

const ROWS = 6
/** Not a multiple of a block, so that the last one is filled up. */
const VOCABULARY = 1000

/** What the blocks say of logits, for three images of one, three and two paths. */
async function scoresFromBlocks(logits: Float32Array, count: number) {
  const b = new GraphBuilder()
  outputBlocks(b, b.input('logits', 'float32', ['N', VOCABULARY]), 'N')
  const making = await openSession(writeModel(b), 'cpu')
  const outputs = await making.run({ logits: floats(logits, [ROWS, VOCABULARY]) }, { N: ROWS })
  const picking = await openSession(buildPickGraph('any'), 'cpu')
  const { blocks } = outputs
  let disposed = 0
  const scores = await blockScores(
    picking,
    {
      outputs: { ...outputs, logSums: floats(new Float32Array(ROWS).fill(0.5), [ROWS]) },
      // What a device keeps is read in the same way as what the process has.
      blocks: Object.assign({}, blocks, {
        dims: blocks?.dims ?? [],
        memory: null,
        dispose: () => disposed++
      })
    },
    { counts: [1, 2, 2], width: 2, count }
  )
  await making.release()
  await picking.release()
  expect(disposed).toBe(1)
  return scores
}

describe('scores from blocks of tokens', () => {
  it.each([1, 2, 30, 1000])('are those of all logits: the %i best', async (count) => {
    const logits = Float32Array.from(values(ROWS * VOCABULARY, 3), (value) => value - 5)
    const scores = await scoresFromBlocks(logits, count)
    for (const [place, row] of [0, 2, 3, 4, 5].entries()) {
      const own = logits.subarray(row * VOCABULARY, (row + 1) * VOCABULARY)
      expect(scores.flat()[place]?.best(count)).toEqual(scoresOfLogits(own, 0.5).best(count))
    }
  })

  it('have the first of equal tokens first', async () => {
    // Five values over and over, so that nearly every token has its equals in other blocks.
    const logits = Float32Array.from({ length: ROWS * VOCABULARY }, (_, index) => (index * 7) % 5)
    const scores = await scoresFromBlocks(logits, 12)
    const first = scoresOfLogits(logits.subarray(0, VOCABULARY), 0.5).best(12)
    expect(scores[0]?.[0]?.best(12)).toEqual(first)
  })

  it('have no other logits', async () => {
    const [[scores] = []] = await scoresFromBlocks(new Float32Array(ROWS * VOCABULARY), 1)
    expect(() => scores?.logits()).toThrow('only the best')
  })
})
