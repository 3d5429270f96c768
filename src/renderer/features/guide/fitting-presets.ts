import type { Model } from '../../../shared/domain'
import { runPresets, type RunPreset } from '../../../shared/run-presets'

/**
 * The presets that a library can train with its encoders, and with or without sentence pairs: one
 * that fits any data first, then the best by what the method's authors report, and those that report
 * nothing last.
 */
export function fittingPresets(clips: readonly Model[], hasPairs: boolean): RunPreset[] {
  const patches = clips.flatMap(({ details }) => (details.kind === 'clip' ? details.patchSize : []))
  const fitsTexts = ({ settings, fits }: RunPreset) =>
    fits === true || ((settings.captionRepeat ?? 1) > 0 && (hasPairs || settings.pairRepeat === 0))
  const fitsClip = ({ clipPatchSize, fits }: RunPreset) =>
    fits === true || clipPatchSize === null || patches.includes(clipPatchSize)
  const rank = ({ reported, fits }: RunPreset) => (fits ? 1 : (reported?.bleu ?? 0))
  const possible = runPresets.filter(fitsTexts).sort((a, b) => rank(b) - rank(a))
  return possible.filter(fitsClip)
}
