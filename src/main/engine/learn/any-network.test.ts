import { expect, it } from 'vitest'
import { add, dot, mul, reshape } from '../graph'
import type { Network, NetworkBatch } from '../nn/network'
import { floatData, floats } from '../tensor/tensor'
import { GraphStep } from './graph-step'
import { InPlaceStep } from './in-place-step'
import type { TrainingStep, TrainingStepOptions } from './training-step'

/** A line, y = slope · x + height, by the mean of squared differences. It tells no losses of its own. */
const line: Network = {
  shapes: new Map([
    ['slope', [1]],
    ['height', [1]]
  ]),
  loss: (tape, parameters) => {
    const b = tape.builder
    const [x, minus] = [b.input('x', 'float32', ['N']), b.input('minus', 'float32', ['N'])]
    const y = add(tape, mul(tape, x, parameters('slope')), parameters('height'))
    const apart = reshape(tape, add(tape, y, minus), ['N'])
    const squares = mul(tape, apart, apart)
    return { loss: dot(tape, squares, b.input('weights', 'float32', ['N'])) }
  }
}

/** Points of y = 2x - 1. */
function points(xs: readonly number[]): NetworkBatch {
  const dims = [xs.length]
  return {
    feeds: {
      x: floats(Float32Array.from(xs), dims),
      minus: floats(
        Float32Array.from(xs, (x) => 1 - 2 * x),
        dims
      ),
      weights: floats(new Float32Array(xs.length), dims)
    },
    bindings: { N: xs.length },
    targets: xs.length
  }
}

const options: TrainingStepOptions = {
  device: 'cpu',
  network: line,
  optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 },
  trained: ['slope', 'height'],
  clipNorm: null,
  emaDecay: null,
  accumulate: true,
  seed: 1,
  largest: [],
  weights: { slope: floats(new Float32Array(1), [1]), height: floats(new Float32Array(1), [1]) }
}

async function fit(step: TrainingStep, batches: readonly NetworkBatch[]) {
  const results = []
  for (let index = 0; index < 400; index++) results.push(await step.run(batches, 0.02))
  const { slope, height } = await step.finalWeights()
  const found = [floatData(slope)[0], floatData(height)[0]]
  await step.release()
  return { first: results[0], last: results.at(-1), found }
}

it.each([
  ['in place', (changed: TrainingStepOptions) => InPlaceStep.create(changed)],
  ['in one graph', (changed: TrainingStepOptions) => GraphStep.create(changed)]
])('a step %s trains any network, over batches of any sizes as over one', async (_, create) => {
  const whole = await fit(await create(options), [points([-1, 0, 1, 3])])
  expect(whole.first).toEqual({ loss: (9 + 1 + 1 + 25) / 4, nll: [], gradientNorm: null })
  expect(whole.last?.loss).toBeLessThan(1e-3)
  expect(whole.found[0]).toBeCloseTo(2, 1)
  expect(whole.found[1]).toBeCloseTo(-1, 1)
  const parts = await fit(await create(options), [points([-1, 0, 1]), points([3])])
  expect(parts.first?.loss).toBeCloseTo(whole.first?.loss ?? 0, 5)
  expect(parts.found[0]).toBeCloseTo(whole.found[0] ?? 0, 3)
  expect(parts.found[1]).toBeCloseTo(whole.found[1] ?? 0, 3)
})

it('trains what it is told to and leaves the rest', async () => {
  const step = await InPlaceStep.create({ ...options, trained: ['slope'] })
  const { found } = await fit(step, [points([1, 2])])
  expect(found[0]).toBeGreaterThan(0.5)
  expect(found[1]).toBe(0)
})
