import * as v from 'valibot'
import { LibraryCounts } from './library'
import { ErrorInfo, Timestamp } from './common'

/** `backup.json` of a backup: what is in it, and when it was last found whole. */
export const BackupManifest = v.object({
  format: v.literal(1),
  library: v.object({ id: v.nullable(v.string()), name: v.string(), path: v.string() }),
  createdAt: Timestamp,
  verifiedAt: Timestamp,
  /** Version of the application. */
  version: v.string(),
  schemaVersion: v.number(),
  counts: LibraryCounts,
  database: v.object({
    bytes: v.number(),
    /** Hexadecimal. */
    sha256: v.string()
  }),
  /** Files of the library's own that are in it: images that came inside other files, and runs. */
  files: v.object({ count: v.number(), bytes: v.number() })
})
export type BackupManifest = v.InferOutput<typeof BackupManifest>

export const Backup = v.object({
  /** Absolute path of the backup's folder. */
  path: v.string(),
  ...BackupManifest.entries
})
export type Backup = v.InferOutput<typeof Backup>

export const BackupState = v.object({
  /** Where backups of the open library go: absolute path. */
  folder: v.string(),
  /** Milliseconds between backups that are made by themselves; null where none are. */
  every: v.nullable(v.number()),
  /** Those of the open library, newest first. */
  backups: v.array(Backup),
  /** Why the last one could not be made. */
  problem: v.nullable(ErrorInfo)
})
export type BackupState = v.InferOutput<typeof BackupState>
