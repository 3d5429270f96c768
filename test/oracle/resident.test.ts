import { expect, it } from 'vitest'
import { sizeOf } from '../../src/main/engine/graph'
import { captionerParameterShapes } from '../../src/shared/model-specs/captioner'
import { plainForward } from '../../src/main/engine/nn/captioner'
import { traffic } from '../../src/main/engine/runtime/session'
import { floatData, floats } from '../../src/main/engine/tensor/tensor'
import { layOutBatch, type Batch } from '../../src/main/engine/nn/batch'
import { captionerNetwork } from '../../src/main/engine/captioner/train/captioner-network'
import { GraphStep } from '../../src/main/engine/learn/graph-step'
import { headParts } from '../../src/main/engine/nn/head-parts'
import type { TrainingStepOptions } from '../../src/main/engine/learn/training-step'
import { collectGarbage } from '../fixtures/collect-garbage'
import { expectClose } from '../reference/compare'
import { values } from '../reference/values'
import { oracleExamples, oracleShape } from './captioner-files'
import { describeOnDevice, device } from './device'

const RATE = 1e-3
/** Of three steps, relative to a tensor's largest value. */
const ROUNDING = 1e-5

/** A captioner with one narrow layer and a large vocabulary: few programs to compile, much to keep. */
const shape = {
  gpt: {
    ...oracleShape().gpt,
    layers: 1,
    heads: 1,
    width: 16,
    innerSize: 16,
    vocabularySize: 4000
  },
  mapping: { ...oracleShape().mapping, kind: 'mlp' as const, hiddenSize: 16, width: 16 }
}
const shapes = captionerParameterShapes(shape)
const weights = Object.fromEntries(
  [...shapes].map(([name, dims], salt) => {
    const numbers = values(sizeOf(dims), salt).map((value) => value / 10)
    return [name, floats(Float32Array.from(numbers), dims)]
  })
)

const examples = await oracleExamples()
const batches = [1, 2, 3].map((size) => layOutBatch(examples.slice(0, size), shape.mapping))

const training = { ...plainForward, mappingDropout: 0.2, gptDropout: 0.1 }

const makeStep = (changes: Partial<TrainingStepOptions> = {}): Promise<GraphStep> =>
  GraphStep.create({
    device,
    network: captionerNetwork(shape, training),
    optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0.01 },
    trained: [...shapes.keys()],
    clipNorm: 1,
    emaDecay: 0.9,
    accumulate: false,
    seed: 5,
    largest: batches.map(({ bindings }) => bindings),
    weights,
    ...changes
  })

/** Bytes of a batch's own tensors. */
const bytesOf = ({ feeds }: Batch): number =>
  Object.values(feeds).reduce((sum, { data }) => sum + data.byteLength, 0)

/** Every tensor of a step's state, and what captions are written with. */
async function stateOf(step: GraphStep): Promise<Record<string, Float32Array>> {
  const tensors = { ...(await step.finalWeights()), ...(await step.optimizerState()).tensors }
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, floatData(tensor)])
  )
}

describeOnDevice('the state of a run on the device', () => {
  it.each([false, true])('does not cross at a step (several batches: %s)', async (accumulate) => {
    const step = await makeStep({ accumulate })
    const parts = accumulate ? batches : batches.slice(0, 1)
    await step.run(parts, RATE)
    const before = { ...traffic }
    const { nll } = await step.run(parts, RATE)
    const after = { ...traffic }
    // Beside the batch: shapes, scalars, places in the dropout bank. One token table is 256 kB.
    const fed = parts.reduce((sum, batch) => sum + bytesOf(batch), 0)
    expect(after.fed - before.fed - fed).toBeLessThan(4096 * parts.length)
    // What comes back beside nll: the loss of each batch, and the gradient's norm.
    const losses = nll.reduce((sum, one) => sum + one.byteLength, 0)
    expect(after.fetched - before.fetched).toBe(losses + 4 * parts.length + 4)
    await step.release()
  })

  it('comes to the same where the output head is taken in shards', async () => {
    const whole = await makeStep()
    // The token table is the largest tensor by far, so that only more targets can ask for shards.
    const rows = Math.max(...batches.map(({ bindings: { M = 0 } }) => M))
    const { vocabularySize, width } = shape.gpt
    const largestTensor = 4 * vocabularySize * width
    const largest = batches.map(({ bindings }) => bindings)
    const shards = headParts(shape.gpt, largest, largestTensor)
    expect(shards).toBe(Math.ceil(rows / width))
    expect(shards).toBeGreaterThan(1)
    const split = await makeStep({
      network: captionerNetwork(shape, training, { largestTensor, largest })
    })
    for (const batch of batches) {
      const [one, other] = [await whole.run([batch], RATE), await split.run([batch], RATE)]
      expectClose([other.loss], [one.loss], ROUNDING, 'loss')
    }
    const [found, expected] = [await stateOf(split), await stateOf(whole)]
    for (const [name, tensor] of Object.entries(expected)) {
      expectClose(found[name] ?? [], tensor, ROUNDING, name)
    }
    await whole.release()
    await split.release()
  })

  it('goes on from a checkpoint to the last bit', async () => {
    const whole = await makeStep()
    await whole.run(batches.slice(0, 1), RATE)
    const kept = { weights: await whole.finalWeights(), resume: await whole.optimizerState() }
    for (const batch of batches.slice(1)) await whole.run([batch], RATE)
    const resumed = await makeStep(kept)
    expect(resumed.step).toBe(1)
    for (const batch of batches.slice(1)) await resumed.run([batch], RATE)
    expect(await stateOf(resumed)).toEqual(await stateOf(whole))
    await whole.release()
    await resumed.release()
  })

  it.each([false, true])(
    'comes to the same in memory that is kept (several batches: %s)',
    async (accumulate) => {
      const without = await makeStep({ accumulate, minKept: Infinity })
      const within = await makeStep({ accumulate, minKept: 0 })
      expect(without.session.model.workspace.pieces).toBe(0)
      const { pieces, places } = within.session.model.workspace
      // Many values share a piece.
      expect(places.size).toBeGreaterThan(pieces)
      const [small = [], middle = [], large = []] = batches.map((batch) => [batch])
      // The memory grows with the second step, and is too large for the last.
      const steps = accumulate ? [batches, batches.toReversed()] : [small, large, middle]
      for (const some of steps) {
        const [one, other] = [await without.run(some, RATE), await within.run(some, RATE)]
        expect(other).toEqual(one)
      }
      expect(await stateOf(within)).toEqual(await stateOf(without))
      await without.release()
      await within.release()
    }
  )

  it('takes no more memory after many steps', async () => {
    const step = await makeStep()
    const stateBytes = Object.values(await stateOf(step)).reduce(
      (sum, { byteLength }) => sum + byteLength,
      0
    )
    const memoryAfter = async (steps: number): Promise<number> => {
      for (let index = 0; index < steps; index++) {
        await step.run(batches.slice(index % 3, (index % 3) + 1), RATE)
        if (index % 10 === 0) await settleMemory()
      }
      await settleMemory()
      return process.memoryUsage().rss
    }
    const readings = [await memoryAfter(10), await memoryAfter(25), await memoryAfter(25)] as const
    await step.release()
    const [first, second, third] = readings
    // A software adapter's memory is the process's own: a copy left behind each step would be 25 in
    // both halves; what is freed late is in one of them alone.
    const growth = Math.min(second - first, third - second)
    expect(growth / stateBytes).toBeLessThan(10)
  })
})

/** Frees what the process itself no longer holds, and lets its finalisers run. */
async function settleMemory(): Promise<void> {
  collectGarbage()
  await new Promise(setImmediate)
}
