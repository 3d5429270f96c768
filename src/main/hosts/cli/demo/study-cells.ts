import type { RunConfigInput } from '../../../../shared/domain'
import { demoRows, type DemoRow } from '../../../../shared/demo-rows'

/** The rows of the table, what may narrow the gap, and how much captioned pictures matter. */
export const studyGroups = ['table', 'gap', 'pictures'] as const

/** One training of the study. */
export interface StudyCell {
  group: (typeof studyGroups)[number]
  label: string
  /** Captioned training pictures of its library. */
  pictures: number
  seed: number
  row: DemoRow
  /** Beside those of the row. */
  settings: Partial<RunConfigInput>
}

/** Captioned pictures of the demo's own library. */
const DEMO_PICTURES = 600
const PICTURE_COUNTS = [100, 200, 400, 800]
/** Deviation of the noise on sentence embeddings, whose own numbers deviate by about 1.2. */
const NOISE = 0.5

/** What may bring sentences nearer to pictures. */
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
      pictures: DEMO_PICTURES,
      seed,
      row,
      settings: {}
    })),
    ...[pairs, joint].flatMap((row) =>
      conditions.map(({ label, settings }) => ({
        group: 'gap' as const,
        label: `${row.preset.label.en}, ${label}`,
        pictures: DEMO_PICTURES,
        seed,
        row,
        settings
      }))
    ),
    ...PICTURE_COUNTS.flatMap((pictures) =>
      [captions, joint].map((row) => ({
        group: 'pictures' as const,
        label: row === joint ? 'with pairs' : 'without pairs',
        pictures,
        seed,
        row,
        settings: {}
      }))
    )
  ])
}

const rowOf = (wanted: string): DemoRow | undefined =>
  demoRows.find(({ preset }) => preset.id === wanted)
