import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matrixRate } from '../bench/matrix-rate'
import { readOpShares } from '../bench/op-shares'
import { summarize } from '../bench/timing'
import { benchBatches, benchForward, benchShape, benchWeights } from '../bench/train-work'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { checkPrecision, probeDevice } from '../../runtime/devices/probe-device'
import { sizeOf, type Bindings } from '../../graph'
import { MAPPING_PREFIX } from '../../../../shared/model-specs/captioner'
import { LORA_PREFIX } from '../../../../shared/model-specs/lora'
import { layOutBatch, type Batch } from '../../nn/batch'
import { captionerNetwork } from '../../captioner/train/captioner-network'
import { createTrainingStep } from '../../learn/create-training-step'
import type { TrainingStep, TrainingStepOptions } from '../../learn/training-step'
import type { TaskFunction } from './task'

/**
 * Times whole training steps on random data: forward, backward and AdamW, with the recipe's
 * dropout. A round is a pass over a pool of batches, and its time a step is what counts.
 */
export const benchTrain: TaskFunction<'benchTrain'> = async (input, { yieldNow }) => {
  const device = await chooseDevice(input.device)
  const { precision } = input
  await checkPrecision(device, precision)
  const { detail, largestTensor } = await probeDevice(device)
  const shape = benchShape(input)
  const forward = benchForward(input)
  const batches = benchBatches(input).map((examples) => layOutBatch(examples, shape.mapping))
  const largest = batches.map(({ bindings }) => bindings)
  const network = captionerNetwork(shape, forward, { largestTensor, largest })
  const { shapes } = network
  const names = [...shapes.keys()]
  const trained = names.filter(
    (name) =>
      name.startsWith(MAPPING_PREFIX) ||
      (input.regime === 'lora' ? name.startsWith(LORA_PREFIX) : input.regime === 'full')
  )
  const rate = await matrixRate(device, precision)
  // Recreated for each use, so that nothing holds on to weights that the step has copied.
  const options = (): TrainingStepOptions => ({
    device,
    network,
    trained,
    optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0 },
    clipNorm: null,
    emaDecay: null,
    accumulate: false,
    seed: input.seed,
    precision,
    largest,
    weights: benchWeights(shapes, input.seed),
    consume: true
  })
  const { times, operations } = await timeRounds(options, batches, input.rounds, yieldNow)
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024
  const timing = summarize(times)
  const perSecond = (count: number): number => (count * 1000) / timing.median
  return {
    ...timing,
    unit: 'ms/step',
    device,
    adapter: detail,
    parameters: [...shapes.values()].reduce((sum, dims) => sum + sizeOf(dims), 0),
    examplesPerSecond: perSecond(input.batch),
    tokensPerSecond: perSecond(meanTargets(batches)),
    peakMemoryBytes,
    matrixRate: rate,
    stepRate: perSecond(operations),
    stepShare: (operations * 1000) / timing.min / rate,
    ops: await profileOps(options(), batches)
  }
}

/** Milliseconds a step of each round, and the operations of a step's matrix products. */
async function timeRounds(
  options: () => TrainingStepOptions,
  batches: readonly Batch[],
  rounds: number,
  yieldNow: () => Promise<void>
): Promise<{ times: number[]; operations: number }> {
  const step = await createTrainingStep(options())
  const times: number[] = []
  // The first round makes memory and finds it; it does not count.
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    for (const batch of batches) {
      await yieldNow()
      await step.run([batch], 2e-5)
    }
    if (round > 0) times.push((performance.now() - began) / batches.length)
  }
  const operations = batches.reduce(
    (sum, { bindings }) => sum + productOperations(step, bindings),
    0
  )
  await step.release()
  return { times, operations: operations / batches.length }
}

/** Shares of the operators in a few steps, by a profile of the runtime's own. */
async function profileOps(
  options: TrainingStepOptions,
  batches: readonly Batch[]
): Promise<{ op: string; share: number }[]> {
  const dir = await mkdtemp(join(tmpdir(), 'viecap-bench-'))
  try {
    const step = await createTrainingStep({ ...options, profile: join(dir, 'profile') })
    for (const batch of batches.slice(0, 2)) await step.run([batch], 2e-5)
    step.session.endProfiling()
    await step.release()
    const [file] = await readdir(dir)
    return file ? await readOpShares(join(dir, file)) : []
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const meanTargets = (batches: readonly Batch[]): number =>
  batches.reduce((sum, { owners }) => sum + owners.length, 0) / batches.length

/** Operations of a step's matrix products: two for each of their multiply-adds. */
const productOperations = ({ session }: TrainingStep, bindings: Bindings): number =>
  session.model.products.reduce(
    (sum, { axes, inner }) => sum + 2 * sizeOf([...axes, inner], bindings),
    0
  )
