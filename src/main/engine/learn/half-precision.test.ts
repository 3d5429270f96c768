import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { oracleExamples, oracleShape, oracleWeights } from '../../../../test/oracle/captioner-files'
import { expectClose } from '../../../../test/reference/compare'
import { values } from '../../../../test/reference/values'
import { GraphBuilder, writeModel } from '../graph'
import { captionerParameterShapes } from '../../../shared/model-specs/captioner'
import { plainForward } from '../nn/captioner'
import { LOSS_SCALE, STEPS_TO_GROW } from './optimizer/loss-scale'
import { openSession } from '../runtime/session'
import { floatData, floats } from '../tensor/tensor'
import { layOutBatch } from '../nn/batch'
import { captionerNetwork } from '../captioner/train/captioner-network'
import { readLatestCheckpoint, writeCheckpoint } from '../captioner/train/checkpoint'
import { GraphStep } from './graph-step'
import type { OptimizerState, TrainingStepOptions } from './training-step'

const RATE = 1e-3
const STEPS = 30
/** Of losses that fall from 8.2 to 5.6. Half precision rounds to one in 2,048. */
const LOSS_TOLERANCE = 5e-3

const shape = oracleShape('mlp')
const weights = await oracleWeights('clipcap/clipcap.safetensors')
const examples = await oracleExamples()
const batches = [0, 4, 8].map((from) => layOutBatch(examples.slice(from, from + 4), shape.mapping))

const makeStep = (changes: Partial<TrainingStepOptions> = {}): Promise<GraphStep> =>
  GraphStep.create({
    device: 'cpu',
    precision: 'float16',
    network: captionerNetwork(shape, { ...plainForward, mappingDropout: 0.2, gptDropout: 0.1 }),
    optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0.01 },
    trained: [...captionerParameterShapes(shape).keys()],
    clipNorm: null,
    emaDecay: null,
    accumulate: false,
    seed: 5,
    largest: batches.map(({ bindings }) => bindings),
    weights,
    ...changes
  })

/** Losses of some steps, one batch each in turn. */
async function train(step: GraphStep, steps: number): Promise<number[]> {
  const losses: number[] = []
  for (let index = 0; index < steps; index++) {
    const batch = batches[step.step % batches.length]
    if (batch) losses.push((await step.run([batch], RATE)).loss)
  }
  return losses
}

/** Everything that a checkpoint keeps. */
async function stateOf(step: GraphStep): Promise<Record<string, Float32Array>> {
  const tensors = { ...(await step.finalWeights()), ...(await step.optimizerState()).tensors }
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, floatData(tensor).slice()])
  )
}

/** What a run reads back of a checkpoint that it has written. */
async function throughCheckpoint(
  step: GraphStep
): Promise<Pick<TrainingStepOptions, 'weights' | 'resume'>> {
  const dir = await mkdtemp(join(tmpdir(), 'viecap-half-'))
  try {
    const state = { format: 1, epoch: 0, stepOfEpoch: 2, valLoss: null, bleu: null } as const
    await writeCheckpoint(dir, {
      state: { ...state, step: step.step },
      parameters: await step.finalWeights(),
      optimizer: await step.optimizerState()
    })
    const latest = await readLatestCheckpoint(dir)
    if (!latest) throw new Error('there is no checkpoint')
    return { weights: latest.parameters, resume: latest.optimizer }
  } finally {
    await rm(dir, { recursive: true })
  }
}

const withScale = (scale: number, goodSteps = 0): OptimizerState => ({
  step: 0,
  tensors: { [LOSS_SCALE]: floats(Float32Array.of(scale, goodSteps), [2]) }
})

describe('a training with products in half precision', () => {
  it('agrees with float32', async () => {
    const [half, whole] = [await makeStep(), await makeStep({ precision: 'float32' })]
    const [found, expected] = [await train(half, STEPS), await train(whole, STEPS)]
    const apart = expected.map((loss, index) => Math.abs(loss - (found[index] ?? Number.NaN)))
    expect(Math.max(...apart)).toBeLessThan(LOSS_TOLERANCE)
    // It is no float32 under another name.
    expect(Math.max(...apart)).toBeGreaterThan(LOSS_TOLERANCE / 100)
    expect(expected.at(-1)).toBeLessThan((expected[0] ?? 0) - 2)
    await half.release()
    await whole.release()
  })

  it('goes on from a checkpoint to the last bit, with the scale of its loss', async () => {
    const options = { resume: withScale(2 ** 10, STEPS_TO_GROW - 4) }
    const whole = await makeStep(options)
    await train(whole, 2)
    const kept = await throughCheckpoint(whole)
    await train(whole, 4)
    expect(whole.lossScale).toBe(2 ** 11)
    const resumed = await makeStep(kept)
    await train(resumed, 4)
    expect(await stateOf(resumed)).toEqual(await stateOf(whole))
    expect((await stateOf(resumed))[LOSS_SCALE]).toEqual(Float32Array.of(2 ** 11, 2))
    await whole.release()
    await resumed.release()
  })

  it.each([false, true])(
    'takes a step that overflowed again with half the scale, from the state before (several batches: %s)',
    async (accumulate) => {
      const parts = accumulate ? batches : batches.slice(0, 1)
      const overflowing = await makeStep({ accumulate, resume: withScale(2 ** 40, 7) })
      const result = await overflowing.run(parts, RATE)
      const scale = overflowing.lossScale ?? 0
      expect(Math.log2(scale)).toBeLessThan(40)
      expect(Math.log2(scale) % 1).toBe(0)
      expect(overflowing.step).toBe(1)
      const straight = await makeStep({ accumulate, resume: withScale(scale) })
      expect(await straight.run(parts, RATE)).toEqual(result)
      expect(straight.lossScale).toBe(scale)
      expect(await stateOf(overflowing)).toEqual(await stateOf(straight))
      await overflowing.release()
      await straight.release()
    }
  )

  it('ends where gradients overflow though nothing is scaled up', async () => {
    const name = 'gpt.transformer.ln_f.weight'
    const steep = floats(
      floatData(weights[name]).map(() => 1e7),
      weights[name]?.dims ?? []
    )
    const step = await makeStep({ weights: { ...weights, [name]: steep } })
    await expect(train(step, 1)).rejects.toMatchObject({
      code: 'train.half-overflow',
      params: { step: 1 }
    })
    await step.release()
  })
})

it('rounds the factors of a product and the product to half precision', async () => {
  const b = new GraphBuilder('float16-rounded')
  const [x, y] = [b.input('x', 'float32', [3, 5]), b.input('y', 'float32', [5, 4])]
  b.output('gemm', b.gemm(x, y))
  b.output('matMul', b.matMul(x, y))
  b.output('exact', b.gemm(x, y, { exact: true }))
  const session = await openSession(writeModel(b), 'cpu')
  const [one, other] = [values(15, 1), values(20, 2)]
  const outputs = await session.run(
    { x: floats(Float32Array.from(one), [3, 5]), y: floats(Float32Array.from(other), [5, 4]) },
    {}
  )
  const product = (round: (value: number) => number): number[] =>
    Array.from({ length: 12 }, (_, place) => {
      const [row, column] = [Math.floor(place / 4), place % 4]
      const terms = [0, 1, 2, 3, 4].map(
        (k) => round(one[row * 5 + k] ?? 0) * round(other[k * 4 + column] ?? 0)
      )
      return round(terms.reduce((sum, term) => sum + term, 0))
    })
  const half = product(Math.f16round)
  expect([...floatData(outputs['gemm'])]).toEqual(half)
  expect([...floatData(outputs['matMul'])]).toEqual(half)
  const whole = product((value) => value)
  expectClose(floatData(outputs['exact']), whole, 1e-6, 'exact')
  expect(half.some((value, place) => Math.abs(value - (whole[place] ?? 0)) > 1e-5)).toBe(true)
  await session.release()
})
