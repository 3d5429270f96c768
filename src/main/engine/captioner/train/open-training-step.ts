import type { RunConfig } from '../../../../shared/domain'
import type { DeviceName } from '../../../../shared/engine-protocol'
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
import { createTrainingStep, type TrainingStep } from '../../learn/training-step'

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

/** The training step of a run as its configuration has it, from the start or from a checkpoint. */
async function openTrainingStep(
  base: BaseModel,
  config: RunConfig,
  mix: readonly TaskExample[],
  { device, latest }: { device: DeviceName; latest: CheckpointContent | null }
): Promise<TrainingStep> {
  const trained = trainedNames(base, config)
  const emaDecay = config.emaDecay > 0 ? config.emaDecay : null
  const { largestTensor } = await probeDevice(device)
  const largest = boundingAxes(mix, config).map((axes) => ({
    ...axes,
    ...mappingBindings(base.shape.mapping, axes['B'] ?? 0)
  }))
  const forward = {
    mappingDropout: config.mappingDropout,
    // A GPT-2 that is not trained is not disturbed either.
    gptDropout: config.gptTraining === 'frozen' ? 0 : config.gptDropout,
    labelSmoothing: config.labelSmoothing,
    lora: loraOf(config)
  }
  return createTrainingStep({
    device,
    network: captionerNetwork(base.shape, forward, { largestTensor, largest }),
    optimizer: { ...config, form: config.optimizer },
    trained,
    clipNorm: config.clipNorm > 0 ? config.clipNorm : null,
    emaDecay,
    accumulate: config.accumulate > 1 || (latest?.state.parts ?? 1) > 1,
    seed: config.seed,
    precision: config.precision,
    largest,
    weights: { ...base.gpt, ...(latest?.parameters ?? initialParameters(base, config)) },
    ...(latest ? { resume: latest.optimizer } : {}),
    consume: true
  })
}
