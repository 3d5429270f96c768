import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import {
  CaptioningCounts,
  CaptioningItem,
  DataEntity,
  Job,
  LibraryInfo,
  LibraryOpening,
  MetricPoint,
  Present,
  Run,
  RunSample,
  WindowId
} from '../domain'
import { procedure } from './base'
import { checkedOnce } from './checked-once'
import { UpdateState } from './updates'

/** What a window hears while it is open. After a reconnect it asks again for what it shows. */
export const WorkbenchEvent = v.variant('type', [
  v.object({ type: v.literal('job'), job: Job }),
  v.object({ type: v.literal('run'), run: Run }),
  /** A run was deleted, with its job. */
  v.object({
    type: v.literal('run-removed'),
    runId: v.string(),
    jobId: v.nullable(v.number())
  }),
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
  v.object({ type: v.literal('updates'), updates: UpdateState }),
  /** The host's menu asks the window to show this. */
  v.object({ type: v.literal('show'), what: v.literal('about') }),
  /** The library was opened, closed (null) or its counts changed. */
  v.object({ type: v.literal('library'), library: v.nullable(LibraryInfo) }),
  /** How far the opening of a library is; null once it is over. */
  v.object({ type: v.literal('opening'), opening: v.nullable(LibraryOpening) }),
  /** The application's menu asks the window to open a library: this one, or for null one to choose. */
  v.object({ type: v.literal('open-library'), path: v.nullable(v.string()) }),
  /** Who of a team is there now, and where. */
  v.object({ type: v.literal('presence'), people: v.array(Present) }),
  /** Data of this kind changed; lists on the screen are to be read again. */
  v.object({ type: v.literal('data'), entity: DataEntity })
])
export type WorkbenchEvent = v.InferOutput<typeof WorkbenchEvent>

export const eventsContract = {
  /** A window that names itself is one that its person is present in. */
  watch: procedure
    .input(v.optional(v.object({ window: v.optional(WindowId) })))
    .output(eventIterator(checkedOnce(WorkbenchEvent)))
}
