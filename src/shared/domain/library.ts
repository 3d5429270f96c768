import * as v from 'valibot'
import { ErrorInfo } from './common'

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
  /** Twelve hexadecimal digits, the library's own wherever its folder is. */
  id: v.string(),
  /** Absolute path of the library folder. */
  path: v.string(),
  /** The folder's own name. */
  name: v.string(),
  /** When it was opened, in milliseconds since 1970: the same where the open folder is moved. */
  openedAt: v.number(),
  /** Number of the newest migration applied. */
  schemaVersion: v.number(),
  counts: LibraryCounts,
  /** Why changes are refused now, such as a full disk or a deleted folder; null where they are not. */
  refusal: v.nullable(ErrorInfo),
  /** The kind of network file system it lies on, such as NFS, which SQLite cannot rely on; or null. */
  networkDisk: v.nullable(v.string())
})
export type LibraryInfo = v.InferOutput<typeof LibraryInfo>

/** How far the opening of a library is; `done` of `total` are bytes of a copy, or steps. */
export const LibraryOpening = v.object({
  path: v.string(),
  phase: v.picklist(['opening', 'copying', 'migrating', 'checking']),
  done: v.number(),
  total: v.nullable(v.number())
})
export type LibraryOpening = v.InferOutput<typeof LibraryOpening>
