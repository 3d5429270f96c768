import * as v from 'valibot'
import { RunConfig, type RunConfigInput } from '../../../shared/domain'
import { fitToData, type DataSize, type FitSetting, type RunFit } from '../../../shared/fit-run'
import { runPresets } from '../../../shared/run-presets'
import { warmUpSteps } from '../../../shared/warm-up'

/** A configuration as it will be started, and what there is to say about it. */
export interface FittedConfig {
  config: RunConfigInput
  notes: string[]
}

/**
 * Fits the settings of a preset that fits the data, but for those that the call names; for any other
 * preset says what does not suit the data, and the value that would.
 *
 * @param named Settings that the call itself gives.
 */
export function fitConfig(
  input: RunConfigInput,
  plan: DataSize & { totalSteps: number | null },
  { preset, named }: { preset: string | undefined; named: readonly string[] }
): FittedConfig {
  const fits = runPresets.find(({ id }) => id === preset)?.fits === true
  const may = (setting: FitSetting): boolean => !named.includes(setting)
  const taken = fits ? fitToData(v.parse(RunConfig, input), plan, may) : []
  const config = { ...input, ...Object.fromEntries(taken.map(toEntry)) }
  const fitted = taken.map(toEntry).map(([setting, value]) => `${setting}=${value}`)
  const misfits = fitToData(v.parse(RunConfig, config), plan)
  return {
    config,
    notes: [
      ...(fitted.length > 0 ? [`fitted to the data: ${fitted.join(' ')}`] : []),
      ...misfits.map((fit) => describe(fit, v.parse(RunConfig, config), plan.totalSteps ?? 0))
    ]
  }
}

const toEntry = ({ setting, value }: RunFit) => [setting, value] as const

function describe({ setting, value }: RunFit, config: RunConfig, total: number): string {
  const better = `--set ${setting}=${value} suits the data better`
  const warmUp = warmUpSteps(config, total)
  const what: Record<FitSetting, string> = {
    batchSize: `batches of ${config.batchSize} leave very few steps per epoch`,
    epochs: `the run has only ${total} steps and will hardly learn to describe images`,
    warmupSteps: `the learning rate rises for ${warmUp} steps, but the run has ${total}: it reaches ${Math.min(100, Math.round((100 * total) / Math.max(1, warmUp)))}% of its value`,
    earlyStop: 'there is nothing to validate on, so the run cannot stop early'
  }
  return `${what[setting]} (${better})`
}
