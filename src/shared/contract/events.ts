import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import {
  CaptioningCounts,
  CaptioningItem,
  Job,
  LibraryInfo,
  MetricPoint,
  Run,
  RunSample
} from '../domain'
import { procedure } from './base'

/** What a window hears while it is open. After a reconnect it asks again for what it shows. */
export const WorkbenchEvent = v.variant('type', [
  v.object({ type: v.literal('job'), job: Job }),
  v.object({ type: v.literal('run'), run: Run }),
  v.object({ type: v.literal('metrics'), runId: v.string(), points: v.array(MetricPoint) }),
  v.object({ type: v.literal('sample'), runId: v.string(), sample: RunSample }),
  v.object({
    type: v.literal('captioning'),
    jobId: v.number(),
    items: v.array(CaptioningItem),
    counts: CaptioningCounts
  }),
  /** How far an export to `file` is. */
  v.object({
    type: v.literal('export'),
    file: v.string(),
    done: v.number(),
    total: v.number()
  }),
  /** How far a bulk edit is. */
  v.object({ type: v.literal('bulk'), done: v.number(), total: v.number() }),
  /** The library was opened, closed (null) or its counts changed. */
  v.object({ type: v.literal('library'), library: v.nullable(LibraryInfo) }),
  /** Captions, splits or pairs of these kinds changed; lists on the screen are to be read again. */
  v.object({
    type: v.literal('data'),
    entity: v.picklist(['images', 'captions', 'pairs', 'models'])
  })
])
export type WorkbenchEvent = v.InferOutput<typeof WorkbenchEvent>

export const eventsContract = {
  watch: procedure.output(eventIterator(WorkbenchEvent))
}
