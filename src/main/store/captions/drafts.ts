import { addCaptionRow } from './caption-rows'
import { get, run, type ReadDb } from '../core/connection'
import { requireOpen, type ChangeGroup, type Mutation } from '../core/history'
import { toStoredPath } from '../core/paths'

/** A model's caption for an image that may be in the library. */
export interface Draft {
  imageId: number | null
  /** Absolute path. */
  path: string
  contentHash: string | null
  text: string
}

/** The image that a captioned image is: taken from the library, at the same path, or of the same content. */
export function imageOfDraft(
  db: ReadDb,
  { imageId, path, contentHash }: Omit<Draft, 'text'>
): number | null {
  const found =
    get<{ id: number }>(db, 'SELECT id FROM image WHERE id = ?', imageId) ??
    get<{ id: number }>(db, 'SELECT id FROM image WHERE path = ?', toStoredPath(db, path)) ??
    get<{ id: number }>(
      db,
      'SELECT id FROM image WHERE content_hash = ? ORDER BY id LIMIT 1',
      contentHash
    )
  return found?.id ?? null
}

/**
 * Adds a model's caption to an image as a draft, and notes which job wrote it. False where a model
 * has given the image this very text already. Throws `engine.cancelled` where `group` was undone
 * meanwhile.
 */
export function addDraft(
  mutation: Mutation,
  group: ChangeGroup,
  draft: {
    imageId: number
    text: string
    runId: string | null
    /** The model by name, where it is none of this library. */
    author?: string | null
    jobId: number
  }
): boolean {
  const { db } = mutation
  requireOpen(db, group)
  const { imageId, text, runId, author = null, jobId } = draft
  const same = `SELECT id FROM caption WHERE image_id = ? AND text = ? AND source = 'model'`
  if (get(db, same, imageId, text)) return false
  const id = addCaptionRow(mutation, {
    image_id: imageId,
    text,
    source: 'model',
    run_id: runId,
    author,
    status: 'draft'
  })
  run(db, 'INSERT INTO caption_origin (caption_id, job_id) VALUES (?, ?)', id, jobId)
  return true
}
