import type { RunConfigInput } from '../../src/shared/domain'
import { demoRows, type DemoRow } from '../../src/shared/demo-rows'

/**
 * The rows of the table, what may narrow the gap, how much captioned images matter, what goes beyond
 * the recipe, and what helps where there are sentences alone.
 */
export const studyGroups = ['table', 'gap', 'images', 'beyond', 'sentences'] as const

/** One training of the study. */
export interface StudyCell {
  group: 'table' | 'gap' | 'images'
  label: string
  /** Captioned training images of its library. */
  images: number
  seed: number
  row: DemoRow
  /** Beside those of the row. */
  settings: Partial<RunConfigInput>
}

/** Captioned images of the demo's own library. */
export const DEMO_IMAGES = 600
const IMAGE_COUNTS = [100, 200, 400, 800]
/** Deviation of the noise on sentence embeddings, whose own numbers deviate by about 1.2. */
const NOISE = 0.5

/** What may bring sentences nearer to images. */
const conditions = [
  { label: 'noise', settings: { sentenceNoise: NOISE } },
  { label: 'mean shift', settings: { meanShift: true } }
]

/** All trainings of the study, those of the first seed first. */
export function studyCells(seeds: readonly number[]): StudyCell[] {
  const [pairs, captions, joint] = ['b32-pairs', 'b32-captions', 'b32-1-1'].map(rowOf)
  if (!pairs || !captions || !joint) throw new Error('the rows have these names')
  return seeds.flatMap((seed): StudyCell[] => [
    ...demoRows.map((row) => ({
      group: 'table' as const,
      label: row.preset.label.en,
      images: DEMO_IMAGES,
      seed,
      row,
      settings: {}
    })),
    ...[pairs, joint].flatMap((row) =>
      conditions.map(({ label, settings }) => ({
        group: 'gap' as const,
        label: `${row.preset.label.en}, ${label}`,
        images: DEMO_IMAGES,
        seed,
        row,
        settings
      }))
    ),
    ...IMAGE_COUNTS.flatMap((images) =>
      [captions, joint].map((row) => ({
        group: 'images' as const,
        label: row === joint ? 'with pairs' : 'without pairs',
        images,
        seed,
        row,
        settings: {}
      }))
    )
  ])
}

const rowOf = (wanted: string): DemoRow | undefined =>
  demoRows.find(({ preset }) => preset.id === wanted)
