import type { RunConfig } from '../../../../shared/domain'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { isSelfCritical, sampleTokens, selfCriticalBatches } from '../../../../shared/self-critical'
import type { Bindings } from '../../graph'
import type { CaptionerOptions } from '../../nn/captioner'
import { probeDevice } from '../../runtime/devices/probe-device'
import { loraOf } from '../../../../shared/model-specs/run-models'
import type { BaseModel } from './base-model'
import { boundingAxes } from '../../nn/batch'
import { mappingBindings } from '../../nn/mapping'
import { captionerNetwork } from './captioner-network'
import { readLatestCheckpoint, type CheckpointContent } from './checkpoint'
import { ElasticStep, type ElasticOptions } from './elastic-step'
import type { TaskExample } from './examples'
import { initialParameters, trainedNames } from './initial-parameters'
import { createTrainingStep } from '../../learn/create-training-step'
import type { TrainingStep, TrainingStepOptions } from '../../learn/training-step'

/** The training step of a run's folder, from its newest checkpoint where it has one. */
export async function openElasticStep(
  base: BaseModel,
  config: RunConfig,
  mix: readonly TaskExample[],
  {
    device,
    runDir,
    onSplit
  }: { device: DeviceName; runDir: string } & Pick<ElasticOptions, 'onSplit'>
): Promise<ElasticStep> {
  const latest = await readLatestCheckpoint(runDir)
  return new ElasticStep(await openTrainingStep(base, config, mix, { device, latest }), {
    mapping: base.shape.mapping,
    parts: latest?.state.parts ?? 1,
    onSplit
  })
}

/**
 * The training step of a run as its configuration has it, from the start or from a checkpoint, in
 * the form of the phase that follows.
 */
async function openTrainingStep(
  base: BaseModel,
  config: RunConfig,
  mix: readonly TaskExample[],
  { device, latest }: { device: DeviceName; latest: CheckpointContent | null }
): Promise<TrainingStep> {
  const trained = trainedNames(base, config)
  const emaDecay = config.emaDecay > 0 ? config.emaDecay : null
  const phase = isSelfCritical(config, latest?.state.epoch ?? 0)
    ? await selfCriticalPhase(base, config, device)
    : await crossEntropyPhase(base, config, mix, device)
  return createTrainingStep({
    device,
    optimizer: { ...config, form: config.optimizer },
    trained,
    clipNorm: config.clipNorm > 0 ? config.clipNorm : null,
    emaDecay,
    seed: config.seed,
    precision: config.precision,
    weights: { ...base.gpt, ...(latest?.parameters ?? initialParameters(base, config)) },
    ...phase,
    accumulate: phase.accumulate || (latest?.state.parts ?? 1) > 1,
    ...(latest ? { resume: latest.optimizer } : {}),
    consume: true
  })
}

type Phase = Pick<TrainingStepOptions, 'network' | 'largest' | 'accumulate'>

function crossEntropyPhase(
  { shape }: Pick<BaseModel, 'shape'>,
  config: RunConfig,
  mix: readonly TaskExample[],
  device: DeviceName
): Promise<Phase> {
  const { mappingDropout, labelSmoothing } = config
  // A GPT-2 that is not trained is not disturbed either.
  const gptDropout = config.gptTraining === 'frozen' ? 0 : config.gptDropout
  const forward = { mappingDropout, gptDropout, labelSmoothing }
  return phaseOf(shape, config, boundingAxes(mix, config), forward, device)
}

/**
 * The step as self-critical training takes it: without dropout and smoothing, so that its
 * probabilities are those by which the decoder drew the samples.
 */
export async function selfCriticalPhase(
  { shape }: Pick<BaseModel, 'shape'>,
  config: RunConfig,
  device: DeviceName
): Promise<Phase> {
  const longest = {
    embedding: new Float32Array(),
    tokens: new Array<number>(sampleTokens(config)),
    prompt: new Array<number>(shape.promptLength ?? 0)
  }
  const forward = { mappingDropout: 0, gptDropout: 0, labelSmoothing: 0 }
  const axes = boundingAxes([longest], { ...config, batchTokens: 0 })
  const phase = await phaseOf(shape, config, axes, forward, device)
  return { ...phase, accumulate: phase.accumulate || selfCriticalBatches(config) > 1 }
}

async function phaseOf(
  shape: BaseModel['shape'],
  config: RunConfig,
  axes: readonly Bindings[],
  forward: Omit<CaptionerOptions, 'lora'>,
  device: DeviceName
): Promise<Phase> {
  const { largestTensor } = await probeDevice(device)
  const largest = axes.map((one) => ({
    ...one,
    ...mappingBindings(shape.mapping, one['B'] ?? 0)
  }))
  return {
    network: captionerNetwork(
      shape,
      { ...forward, lora: loraOf(config) },
      { largestTensor, largest }
    ),
    largest,
    accumulate: config.accumulate > 1
  }
}
