import * as v from 'valibot'
import { EntityId } from './common'
import { DataChanges, MetricName } from './run'

/** A text that two runs do not have alike; null where a run does not have it. */
export const ChangedText = v.object({
  kind: v.picklist(['caption', 'pair']),
  /** Of the caption or the pair. */
  id: EntityId,
  /** Name of the caption's image; null for a pair. */
  imageName: v.nullable(v.string()),
  before: v.nullable(v.string()),
  after: v.nullable(v.string())
})
export type ChangedText = v.InferOutput<typeof ChangedText>

/** How the data that a run was frozen with differs from that of another. */
export const DataDifference = v.object({
  ...DataChanges.entries,
  runId: v.string(),
  /** Some of the texts that differ, captions first. */
  examples: v.array(ChangedText)
})
export type DataDifference = v.InferOutput<typeof DataDifference>

/** What of a comparison is written into a file. */
export const ComparisonExport = v.variant('what', [
  v.object({
    what: v.literal('curves'),
    metric: MetricName,
    format: v.picklist(['csv', 'svg', 'png'])
  }),
  /** The recipe's table, filled from the runs. */
  v.object({ what: v.literal('recipe'), format: v.picklist(['csv', 'svg', 'png']) }),
  /** The settings that differ, with the runs' own figures. */
  v.object({ what: v.literal('settings'), format: v.literal('csv') })
])
export type ComparisonExport = v.InferOutput<typeof ComparisonExport>
