import type * as v from 'valibot'
import type { DecodeOptions } from '../../../src/shared/domain'
import { demoDecoding } from '../../../src/main/hosts/cli/demo/train-rows'
import type { TrainingName } from './trainings'

type Decoding = v.InferInput<typeof DecodeOptions>

/** Captions of the test split: by what they are written, and how. */
export interface BeyondCell {
  label: string
  training: TrainingName
  /**
   * Of each run the best checkpoint, the average of the last three, or the greedy soup of all; or
   * the best checkpoints of all seeds together.
   */
  take: 'best' | 'last' | 'greedy' | 'ensemble'
  decode: Decoding
  /** An option whose value is the best of some by CIDEr-D on the validation split. */
  tuned?: { option: 'clipWeight' | 'projectionTemperature'; values: readonly number[] }
}

const wide = { ...demoDecoding, beams: 15 }
const minimumRisk = { ...wide, choice: 'cider' } as const
const samples = { ...wide, method: 'nucleus', topP: 1, samples: 32, choice: 'cider' } as const
const byClip = { option: 'clipWeight', values: [0.1, 0.25, 0.5] } as const
const projection = { option: 'projectionTemperature', values: [0.01, 0.03, 0.1] } as const

/** What goes beyond the recipe; the first is the base that the others are compared with. */
export const beyondCells: readonly BeyondCell[] = [
  {
    label: 'Best checkpoint, 5 beams',
    training: 'recommended',
    take: 'best',
    decode: demoDecoding
  },
  { label: '15 beams', training: 'recommended', take: 'best', decode: wide },
  { label: 'Minimum risk, 15 beams', training: 'recommended', take: 'best', decode: minimumRisk },
  { label: 'Last 3 averaged', training: 'recommended', take: 'last', decode: demoDecoding },
  { label: 'Greedy soup', training: 'recommended', take: 'greedy', decode: demoDecoding },
  { label: 'Self-critical', training: 'selfCritical', take: 'best', decode: demoDecoding },
  {
    label: 'Self-critical, averaged, minimum risk',
    training: 'selfCritical',
    take: 'last',
    decode: minimumRisk
  },
  {
    label: 'Ensemble of the seeds',
    training: 'recommended',
    take: 'ensemble',
    decode: demoDecoding
  },
  {
    label: 'Choice by CLIP, 15 beams',
    training: 'recommended',
    take: 'best',
    decode: { ...wide, choice: 'clip' },
    tuned: byClip
  },
  { label: 'Minimum risk, 32 samples', training: 'recommended', take: 'best', decode: samples }
]

/** What helps a captioner that was trained on sentences alone; the first is their base. */
export const sentenceCells: readonly BeyondCell[] = [
  { label: 'Translation only', training: 'pairs', take: 'best', decode: demoDecoding },
  { label: 'Relative noise', training: 'pairsNoise', take: 'best', decode: demoDecoding },
  { label: 'Projection', training: 'pairs', take: 'best', decode: demoDecoding, tuned: projection }
]
