import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  oracleExamples,
  oracleShape,
  oracleWeights
} from '../../../../../test/oracle/captioner-files'
import { RunConfig } from '../../../../shared/domain'
import { GraphBuilder, writeModel } from '../../graph'
import { openSession } from '../../runtime/session'
import { floatData } from '../../tensor/tensor'
import { boundingAxes } from '../../nn/batch'
import { plainForward } from '../../nn/captioner'
import { captionerNetwork } from './captioner-network'
import { ElasticStep, splitBatches } from './elastic-step'
import type { TaskExample } from './examples'
import { initialParameters, trainedNames } from './initial-parameters'
import { isOutOfMemory } from '../../learn/out-of-memory'
import { createTrainingStep } from '../../learn/create-training-step'
import type { TrainingStep, TrainingStepOptions } from '../../learn/training-step'

const BATCH = 8
const shape = oracleShape('mlp')
let examples: TaskExample[]
let memoryError: unknown

/** What the runtime throws where a tensor is larger than the address space. */
async function runtimeError(): Promise<unknown> {
  const b = new GraphBuilder()
  b.output('sum', b.reduce('ReduceSum', b.fill(1, ['N']), [0], false))
  const session = await openSession(writeModel(b), 'cpu')
  try {
    return await session.run({}, { N: 2 ** 46 })
  } catch (error) {
    return error
  } finally {
    await session.release()
  }
}

beforeAll(async () => {
  memoryError = await runtimeError()
  examples = (await oracleExamples())
    .slice(0, BATCH)
    .map((example) => ({ ...example, kind: 'caption' }))
})

async function open(changes: Partial<TrainingStepOptions> = {}): Promise<TrainingStep> {
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  return createTrainingStep({
    device: 'cpu',
    network: captionerNetwork(shape, plainForward),
    optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0 },
    trained: trainedNames({ shape }, config),
    clipNorm: null,
    emaDecay: null,
    accumulate: false,
    seed: 3,
    largest: boundingAxes(examples, {
      batchSize: BATCH,
      batchTokens: 0,
      prefixLength: shape.mapping.prefixLength
    }),
    weights: {
      ...initialParameters({ shape }, config),
      ...(await oracleWeights('clipcap/clipcap.safetensors'))
    },
    ...changes
  })
}

/** A step that memory fails, from its update number `from` on, for batches of more than `most`. */
const failing = (step: TrainingStep, most: number, from = 0): TrainingStep =>
  new Proxy(step, {
    get(target, key) {
      if (key === 'run') {
        return (...[batches, rate]: Parameters<TrainingStep['run']>) => {
          const tooLarge = batches.some(({ bindings }) => (bindings['B'] ?? 0) > most)
          if (target.step >= from && tooLarge) throw memoryError
          return target.run(batches, rate)
        }
      }
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    }
  })

async function train(step: TrainingStep) {
  const splits: { step: number; parts: number }[] = []
  const { mapping } = shape
  const elastic = new ElasticStep(step, { mapping, parts: 1, onSplit: (one) => splits.push(one) })
  const losses: number[] = []
  for (let update = 0; update < 4; update++) {
    losses.push((await elastic.run([examples], 1e-3)).loss)
  }
  const weights = await elastic.step.finalWeights()
  const state = { ...weights, ...(await elastic.step.optimizerState()).tensors }
  await elastic.release()
  return { splits, losses, state, at: elastic.step.step }
}

function expectSame(
  found: Awaited<ReturnType<typeof train>>,
  wanted: Awaited<ReturnType<typeof train>>
): void {
  expect(found.at).toBe(wanted.at)
  found.losses.forEach((loss, index) => expect(loss).toBeCloseTo(wanted.losses[index] ?? NaN, 5))
  expect(new Set(Object.keys(found.state))).toEqual(new Set(Object.keys(wanted.state)))
  for (const [name, tensor] of Object.entries(wanted.state)) {
    const [a, b] = [floatData(tensor), floatData(found.state[name])]
    const largest = a.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-8)
    const apart = a.reduce((most, one, i) => Math.max(most, Math.abs(one - (b[i] ?? NaN))), 0)
    expect(apart / largest, name).toBeLessThan(1e-3)
  }
}

describe('memory that ran out', () => {
  it("is told from the runtime's and V8's own errors", () => {
    expect(isOutOfMemory(memoryError)).toBe(true)
    const fails = (work: () => unknown): unknown => {
      try {
        return work()
      } catch (error) {
        return error
      }
    }
    expect(isOutOfMemory(fails(() => new ArrayBuffer(2 ** 50)))).toBe(true)
    expect(isOutOfMemory(fails(() => new Float32Array(2 ** 50)))).toBe(true)
    expect(isOutOfMemory(fails(() => BigInt(0.5)))).toBe(false)
    expect(isOutOfMemory(new Error('the input tokens is not fed'))).toBe(false)
  })

  it('opens the step again with accumulation, from the state before the step that failed', async () => {
    const [whole, halved] = [await train(await open()), await train(failing(await open(), 7, 2))]
    expect(whole.splits).toEqual([])
    expect(halved.splits).toEqual([{ step: 3, parts: 2 }])
    expectSame(halved, whole)
  })

  it('keeps moving averages when the step is opened again', async () => {
    const averaged = { emaDecay: 0.9 }
    const halved = await train(failing(await open(averaged), 7, 2))
    expectSame(halved, await train(await open(averaged)))
  })

  it('halves batches down to one example', async () => {
    const single = await train(failing(await open({ accumulate: true }), 1, 1))
    expect(single.splits).toEqual([2, 4, 8].map((parts) => ({ step: 2, parts })))
    expectSame(single, await train(await open()))
  })

  it('ends the run where one example is too much, and leaves other errors as they are', async () => {
    await expect(train(failing(await open({ accumulate: true }), 0))).rejects.toMatchObject({
      code: 'train.out-of-memory'
    })
    const broken = failing(await open(), 0)
    memoryError = new Error('the input tokens is not fed')
    await expect(train(broken)).rejects.toThrow('the input tokens is not fed')
  })
})

it('cuts batches into parts of like size, in order', () => {
  const one = (length: number): TaskExample => ({
    kind: 'pair',
    embedding: new Float32Array(),
    tokens: Array.from({ length }, () => 1)
  })
  const batches = [[one(1), one(2), one(3), one(4), one(5)], [one(6)]]
  const lengths = (parts: number) =>
    splitBatches(batches, parts).map((batch) => batch.map(({ tokens }) => tokens.length))
  expect(lengths(1)).toEqual([[1, 2, 3, 4, 5], [6]])
  expect(lengths(2)).toEqual([[1, 2, 3], [4, 5], [6]])
  expect(lengths(8)).toEqual([[1], [2], [3], [4], [5], [6]])
})
