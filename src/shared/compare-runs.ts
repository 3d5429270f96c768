import type { Run, RunConfig } from './domain'

/** A setting that some runs do not have alike, with the value of each. */
export interface DifferingSetting {
  key: keyof RunConfig
  values: RunConfig[keyof RunConfig][]
}

/** The settings that differ between runs, in the order of the configuration; names are none. */
export function differingSettings(runs: readonly Pick<Run, 'config'>[]): DifferingSetting[] {
  const [first] = runs
  if (!first) return []
  const keys = Object.keys(first.config) as (keyof RunConfig)[]
  return keys
    .filter((key) => key !== 'name')
    .map((key) => ({ key, values: runs.map(({ config }) => config[key]) }))
    .filter(({ values }) => values.some((value) => value !== values[0]))
}
