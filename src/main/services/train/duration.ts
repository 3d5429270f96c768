import type { RunConfig } from '../../../shared/domain'
import type { DeviceName } from '../../../shared/engine-protocol'
import type { Library } from '../../store/core/library'
import { findPace } from '../../store/runs/run-pace'
import type { RunPlan } from './plan'

/** Settings that decide, beside the length of the texts, how long an example takes. */
const DECISIVE = [
  'gptModelId',
  'gptTraining',
  'precision',
  'mapping',
  'mappingLayers',
  'prefixLength',
  'retrievedCaptions',
  'retrievedTokens'
] as const

/**
 * The seconds of training that a run will take, by the pace of the latest run of the same models and
 * sizes on the device; null where there is none. Validation comes on top.
 */
export function estimateDuration(
  { read }: Pick<Library, 'read'>,
  config: RunConfig,
  plan: RunPlan,
  device: DeviceName
): { seconds: number; runId: string } | null {
  const pace = findPace(read, device, (other) =>
    DECISIVE.every((setting) => other[setting] === config[setting])
  )
  if (!pace) return null
  // The decoder's work for samples is another one than that of a step with given captions.
  if (config.selfCritical) return null
  const byEpochs = plan.examplesPerEpoch * config.epochs
  const bySteps =
    plan.stepsPerEpoch === null || plan.totalSteps === null
      ? byEpochs
      : plan.totalSteps * config.batchSize * config.accumulate
  const examples = Math.min(byEpochs, bySteps)
  return { runId: pace.runId, seconds: examples * plan.meanCharacters * pace.secondsPerCharacter }
}
