import * as v from 'valibot'
import { RunConfig, type Model } from '../../../shared/domain'
import { runPresets } from '../../../shared/run-presets'
import type { SettingKey } from './train-form'

/** A setting with the values that a sweep gives it, as they were typed. */
export interface SweepSetting {
  key: SettingKey
  text: string
}

/** A value that a setting cannot have. */
export interface WrongValue {
  key: SettingKey
  value: string
}

/** A value as its setting takes it: a number, a yes or no, or a word. */
function read(key: SettingKey, text: string): unknown {
  const wanted = v.getDefault(RunConfig.entries[key])
  if (typeof wanted === 'number') return Number(text)
  if (typeof wanted === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

/**
 * A run for each combination of the values of some settings, named by them, or the first value that
 * is not allowed.
 */
export function sweepConfigs(
  base: RunConfig,
  settings: readonly SweepSetting[]
): RunConfig[] | WrongValue {
  let configs = [base]
  for (const { key, text } of settings) {
    const wider: RunConfig[] = []
    for (const config of configs) {
      for (const value of text.split(/\s+/).filter((part) => part !== '')) {
        const name = `${config.name} ${key}=${value}`.trim().slice(0, 120)
        const checked = v.safeParse(RunConfig, { ...config, name, [key]: read(key, value) })
        if (!checked.success) return { key, value }
        wider.push(checked.output)
      }
    }
    configs = wider
  }
  return configs
}

/** The five rows of the recipe's table; null without CLIP models of both patch sizes. */
export function recipeRows(
  gptModelId: number,
  clips: readonly Model[],
  name: (preset: (typeof runPresets)[number]) => string
): RunConfig[] | null {
  const rows = runPresets.filter(({ reported }) => reported !== null)
  const configs = rows.flatMap((preset) => {
    const clip = clips.find(
      ({ details }) => details.kind === 'clip' && details.patchSize === preset.clipPatchSize
    )
    if (!clip) return []
    const models = { clipModelId: clip.id, gptModelId }
    return [v.parse(RunConfig, { ...preset.settings, ...models, name: name(preset) })]
  })
  return configs.length === rows.length ? configs : null
}
