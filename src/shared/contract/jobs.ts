import * as v from 'valibot'
import {
  EmbedParams,
  EmbeddingStatus,
  EntityId,
  ImportParams,
  ImportPreview,
  Job,
  whole
} from '../domain'
import { Done, procedure } from './base'

/** A queued job's id. */
export const Queued = v.object({ jobId: EntityId })

/** The one persistent queue. Jobs report through the event stream, see `events.ts`. */
export const jobsContract = {
  list: procedure.input(v.object({ limit: whole(1, 10_000) })).output(v.array(Job)),
  get: procedure.input(v.object({ id: EntityId })).output(Job),
  cancel: procedure.input(v.object({ id: EntityId })).output(Done),
  /** The running job waits after its present step, keeping its place, until it is resumed. */
  setPaused: procedure.input(v.object({ id: EntityId, paused: v.boolean() })).output(Done),
  /** Puts a queued job before another queued one; at the end of the queue for null. */
  move: procedure.input(v.object({ id: EntityId, before: v.nullable(EntityId) })).output(Done),
  /** Queues an interrupted, failed or cancelled job again; it continues from what it kept. */
  resume: procedure.input(v.object({ id: EntityId })).output(Queued)
}

export const importsContract = {
  /** The result of the job is an `ImportReport`. */
  start: procedure.input(ImportParams).output(Queued),
  /** What the beginning of the file holds; nothing is imported. */
  preview: procedure.input(ImportParams).output(ImportPreview)
}

export const embeddingsContract = {
  status: procedure.output(v.array(EmbeddingStatus)),
  /** The result of the job is an `EmbedReport`. */
  start: procedure.input(EmbedParams).output(Queued)
}
