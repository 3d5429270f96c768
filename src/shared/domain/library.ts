import * as v from 'valibot'

/** How many rows of each entity the library holds. */
export const LibraryCounts = v.object({
  images: v.number(),
  captions: v.number(),
  pairs: v.number(),
  models: v.number(),
  runs: v.number()
})
export type LibraryCounts = v.InferOutput<typeof LibraryCounts>

export const LibraryInfo = v.object({
  /** Absolute path of the library folder. */
  path: v.string(),
  /** The folder's own name. */
  name: v.string(),
  /** Number of the newest migration applied. */
  schemaVersion: v.number(),
  counts: LibraryCounts
})
export type LibraryInfo = v.InferOutput<typeof LibraryInfo>
