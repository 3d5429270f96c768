import * as v from 'valibot'
import { RunConfig, type Model } from '../../../shared/domain'
import { runPresets } from '../../../shared/run-presets'

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
