import type { RunConfigInput } from '../../../src/shared/domain'
import { demoRows, demoScale } from '../../../src/shared/demo-rows'
import { runPresets } from '../../../src/shared/run-presets'

/** A run that cells are made of, with each seed. */
export interface Training {
  label: string
  clipPatchSize: number | null
  /** Beside those of the demo's scale. */
  settings: Partial<RunConfigInput>
  /** The training whose best checkpoint it starts from, and its updates as a share of that one's. */
  from?: { training: TrainingName; share: number }
}

export type TrainingName = 'recommended' | 'selfCritical' | 'pairs' | 'pairsNoise'

/** Samples of five for each of twelve images in a step, as in docs/self-critical.md. */
const SELF_CRITICAL = {
  selfCritical: true,
  selfCriticalRate: 2e-5,
  batchSize: 60,
  validationImages: 40
}

const preset = runPresets.find(({ id }) => id === 'recommended')
const pairs = demoRows.find(({ preset }) => preset.id === 'b32-pairs')
if (!preset || !pairs) throw new Error('the presets have these names')

/** As the preset, but for the rate, which is for large models. */
const recommended = { ...preset.settings, learningRate: demoScale.learningRate }

export const trainings: Readonly<Record<TrainingName, Training>> = {
  recommended: {
    label: 'Recommended',
    clipPatchSize: preset.clipPatchSize,
    settings: recommended
  },
  selfCritical: {
    label: 'Self-critical',
    clipPatchSize: preset.clipPatchSize,
    settings: { ...recommended, ...SELF_CRITICAL },
    from: { training: 'recommended', share: 0.1 }
  },
  pairs: {
    label: 'Translation only',
    clipPatchSize: pairs.preset.clipPatchSize,
    settings: pairs.settings
  },
  pairsNoise: {
    label: 'Translation only, relative noise',
    clipPatchSize: pairs.preset.clipPatchSize,
    settings: { ...pairs.settings, sentenceNoiseShare: 0.4 }
  }
}
