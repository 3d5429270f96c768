import type { RunConfigInput } from './domain/run-config'

/** A named starting point for a run: one that fits any data, the five rows of the recipe's table, and one to try things out. */
export interface RunPreset {
  id: string
  label: { en: string; vi: string }
  /** Patch size of the encoder that the row was trained with; null where any will do. */
  clipPatchSize: 16 | 32 | null
  settings: Omit<RunConfigInput, 'clipModelId' | 'gptModelId'>
  /** Whether it takes what `fitToData` finds for the data; the recipe's rows stay as they are. */
  fits?: true
  /** What the method's authors report for this row: validation loss and public-test BLEU. */
  reported: { valLoss: number; bleu: number } | null
}

/** The recipe's own training settings; every other one is the schema's default. */
const recipe = { imageOrientation: 'stored', endOfText: false, validationBeams: 15 } as const

export const runPresets: readonly RunPreset[] = [
  {
    id: 'recommended',
    label: { en: 'Recommended', vi: 'Khuyên dùng' },
    clipPatchSize: 16,
    settings: {
      captionRepeat: 3,
      pairRepeat: 1,
      lengthBuckets: true,
      learningRate: 1e-4,
      warmupShare: 0.1,
      clipNorm: 1,
      earlyStop: 'valLoss',
      patience: 5,
      validationBeams: 5
    },
    fits: true,
    reported: null
  },
  {
    id: 'b32-captions',
    label: { en: 'ViT-B/32, captions only', vi: 'ViT-B/32, chỉ chú thích' },
    clipPatchSize: 32,
    settings: { ...recipe, captionRepeat: 1, pairRepeat: 0 },
    reported: { valLoss: 1.92, bleu: 0.26 }
  },
  {
    id: 'b32-pairs',
    label: { en: 'ViT-B/32, translation only', vi: 'ViT-B/32, chỉ dịch' },
    clipPatchSize: 32,
    settings: { ...recipe, captionRepeat: 0, pairRepeat: 1 },
    reported: { valLoss: 2.4, bleu: 0.179 }
  },
  {
    id: 'b32-1-1',
    label: { en: 'ViT-B/32, captions and translation 1-1', vi: 'ViT-B/32, chú thích và dịch 1-1' },
    clipPatchSize: 32,
    settings: { ...recipe, captionRepeat: 1, pairRepeat: 1 },
    reported: { valLoss: 1.74, bleu: 0.289 }
  },
  {
    id: 'b16-1-1',
    label: { en: 'ViT-B/16, captions and translation 1-1', vi: 'ViT-B/16, chú thích và dịch 1-1' },
    clipPatchSize: 16,
    settings: { ...recipe, captionRepeat: 1, pairRepeat: 1 },
    reported: { valLoss: 1.64, bleu: 0.303 }
  },
  {
    id: 'b16-3-1',
    label: { en: 'ViT-B/16, captions and translation 3-1', vi: 'ViT-B/16, chú thích và dịch 3-1' },
    clipPatchSize: 16,
    settings: { ...recipe, captionRepeat: 3, pairRepeat: 1 },
    reported: { valLoss: 1.6, bleu: 0.313 }
  },
  {
    id: 'quick',
    label: { en: 'Quick try', vi: 'Thử nhanh' },
    clipPatchSize: null,
    settings: {
      captionRepeat: 1,
      pairRepeat: 1,
      learningRate: 1e-3,
      warmupSteps: 10,
      batchSize: 4,
      epochs: 5
    },
    reported: null
  }
]
