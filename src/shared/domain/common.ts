import * as v from 'valibot'
import { whole } from './bounds'

/** Row id of an entity in the library's SQLite store: a positive integer. */
export const EntityId = whole(1)
export type EntityId = v.InferOutput<typeof EntityId>

/** A moment, in milliseconds since 1970-01-01 UTC. */
export const Timestamp = whole()
export type Timestamp = v.InferOutput<typeof Timestamp>

/** Which part of the data an image or pair belongs to. `none` is kept out of training and scoring. */
export const Split = v.picklist(['train', 'val', 'test', 'none'])
export type Split = v.InferOutput<typeof Split>

/** A window into a sorted listing: `offset` rows are passed over, at most `limit` are returned. */
export const PageRequest = v.object({
  offset: whole(),
  limit: whole(1, 1000)
})
export type PageRequest = v.InferOutput<typeof PageRequest>

/**
 * Whether what is there already may be replaced. Without it a call fails by `output.exists` or
 * `output.folder-not-empty`, so that a person can be asked.
 */
export const Overwrite = v.optional(v.boolean(), false)

/** Whether a table keeps cells that a spreadsheet would run, which otherwise get an apostrophe. */
export const KeepFormulas = v.optional(v.boolean(), false)

/** An error as it crosses a process border: the code and its parameters, worded by the receiver. */
export const ErrorInfo = v.object({
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  /** The English wording, for logs and for a receiver that does not know the code. */
  message: v.string()
})
export type ErrorInfo = v.InferOutput<typeof ErrorInfo>
