import { describe, expect, it } from 'vitest'
import { backward, dropout, GraphBuilder, Tape, writeModel } from '../graph'
import { openSession } from '../runtime/session'
import { floatData, floats } from '../tensor/tensor'
import { DropoutFeeds } from './dropout-feeds'

const SIZE = 20_000
const RATE = 0.1

/** Masks of two dropout sites over ones, at some steps, and the gradient by the input. */
async function masks(steps: readonly number[], seed = 5) {
  const t = new Tape(new GraphBuilder())
  const x = t.builder.input('x', 'float32', ['N'])
  const [first, second] = [dropout(t, x, RATE), dropout(t, x, RATE)]
  const [loss] = t.apply('dot', [first, x], {})
  t.builder.output('first', first)
  t.builder.output('second', second)
  for (const [, gradient] of backward(t, loss, [x])) t.builder.output('gradient', gradient)
  const session = await openSession(writeModel(t.builder), 'cpu')
  const feeds = new DropoutFeeds(seed, session.model, [{ N: SIZE }])
  const results = []
  for (const step of steps) {
    const outputs = await session.run(
      {
        x: floats(new Float32Array(SIZE).fill(1), [SIZE]),
        ...feeds.feeds(session.model, step, 0, { N: SIZE })
      },
      { N: SIZE }
    )
    results.push({
      first: floatData(outputs['first']),
      second: floatData(outputs['second']),
      gradient: floatData(outputs['gradient'])
    })
  }
  await session.release()
  return results
}

/** Correlation of what two masks drop; of independent ones it is about 1/√size. */
function correlation(a: Float32Array, b: Float32Array): number {
  const variance = RATE * (1 - RATE)
  let sum = 0
  a.forEach((value, index) => {
    sum += ((value === 0 ? 1 : 0) - RATE) * ((b[index] === 0 ? 1 : 0) - RATE)
  })
  return sum / (variance * a.length)
}
/** Five standard errors. */
const CHANCE = 5 / Math.sqrt(SIZE)

describe('dropout', () => {
  it('drops at its rate and scales the rest', async () => {
    const [step] = await masks([0])
    const kept = [...(step?.first ?? [])].filter((value) => value !== 0)
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - RATE))]))
    const share = 1 - kept.length / SIZE
    expect(Math.abs(share - RATE)).toBeLessThan(5 * Math.sqrt((RATE * (1 - RATE)) / SIZE))
  })

  it('is independent between sites, steps and neighbours', async () => {
    const [a, b] = await masks([0, 1])
    if (!a || !b) throw new Error('two steps were asked for')
    expect(Math.abs(correlation(a.first, a.second))).toBeLessThan(CHANCE)
    expect(Math.abs(correlation(a.first, b.first))).toBeLessThan(CHANCE)
    const shifted = Float32Array.from(a.first, (_, index) => a.first[(index + 1) % SIZE] ?? 0)
    expect(Math.abs(correlation(a.first, shifted))).toBeLessThan(CHANCE)
  })

  it('repeats itself from the same seed and step alone', async () => {
    const [again] = await masks([7])
    const [, , later] = await masks([3, 5, 7])
    expect(later?.first).toEqual(again?.first)
    const [other] = await masks([7], 6)
    expect(other?.first).not.toEqual(again?.first)
  })

  it('passes the gradient through what was kept', async () => {
    const [step] = await masks([2])
    // loss = Σ x·m·x at x = 1: the gradient is 2·m.
    expect(step?.gradient).toEqual(step?.first.map((value) => 2 * value))
  })
})
