import type { RunConfig } from './domain/run-config'
import type { runSettings } from './run-settings'

type SettingKey = keyof typeof runSettings
type Values = Partial<Record<SettingKey, unknown>>

/** Settings that have an effect only while another one has certain values. */
const needs: Partial<Record<SettingKey, { other: SettingKey; met(value: unknown): boolean }>> = {
  mappingLayers: needsOne('mapping', 'transformer'),
  clipLength: needsOne('mapping', 'transformer'),
  mappingDropout: needsOne('mapping', 'mlp'),
  loraRank: needsOne('gptTraining', 'lora'),
  loraAlpha: needsOne('gptTraining', 'lora'),
  patience: needsOne('earlyStop', 'valLoss', 'bleu'),
  warmupShare: needsSome('warmupSteps'),
  pairWeights: needsSome('pairRepeat'),
  meanShift: needsSome('pairRepeat'),
  sentenceNoise: needsSome('pairRepeat'),
  sentenceNoiseShare: needsSome('pairRepeat'),
  retrievedTokens: needsSome('retrievedCaptions'),
  retrievedMaxSimilarity: needsSome('retrievedCaptions'),
  batchSize: { other: 'batchTokens', met: (value) => value === 0 },
  validationBeams: needsSome('validationImages'),
  scoringProfile: needsSome('validationImages'),
  selfCriticalAfter: needsOne('selfCritical', true),
  selfCriticalRate: needsOne('selfCritical', true),
  selfCriticalSamples: needsOne('selfCritical', true),
  rewardCider: needsOne('selfCritical', true),
  rewardBleu: needsOne('selfCritical', true),
  validationSearch: { other: 'validationBeams', met: (value) => Number(value) > 1 }
}

/** The setting that keeps another one from having an effect, or null where it has one. */
export function idleBecauseOf(key: SettingKey, values: Values): SettingKey | null {
  const need = needs[key]
  return need && !need.met(values[need.other]) ? need.other : null
}

function needsOne<K extends SettingKey>(other: K, ...wanted: RunConfig[K][]) {
  return { other, met: (value: unknown) => wanted.some((one) => one === value) }
}
function needsSome(other: SettingKey) {
  return { other, met: (value: unknown) => Number(value) > 0 }
}
