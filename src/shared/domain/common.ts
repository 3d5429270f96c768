import * as v from 'valibot'

/** Row id of an entity in the library's SQLite store: a positive integer. */
export const EntityId = v.pipe(v.number(), v.integer(), v.minValue(1))
export type EntityId = v.InferOutput<typeof EntityId>

/** A moment, in milliseconds since 1970-01-01 UTC. */
export const Timestamp = v.pipe(v.number(), v.integer(), v.minValue(0))
export type Timestamp = v.InferOutput<typeof Timestamp>

/** Which part of the data an image or pair belongs to. `none` is kept out of training and scoring. */
export const Split = v.picklist(['train', 'val', 'test', 'none'])
export type Split = v.InferOutput<typeof Split>

/** A window into a sorted listing: `offset` rows are passed over, at most `limit` are returned. */
export const PageRequest = v.object({
  offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
})
export type PageRequest = v.InferOutput<typeof PageRequest>

/** An error as it crosses a process border: the code and its parameters, worded by the receiver. */
export const ErrorInfo = v.object({
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  /** The English wording, for logs and for a receiver that does not know the code. */
  message: v.string()
})
export type ErrorInfo = v.InferOutput<typeof ErrorInfo>
