import { hash } from 'node:crypto'
import type { Split } from '../../../shared/domain'
import type { CaptionRow } from '../captions/caption-rows'
import { all, get, type ReadDb } from '../core/connection'
import type { Entity } from '../core/history'
import { tagsOf, type WholeImage } from '../images/image-rows'

const CAPTION_FIELDS = `id, image_id, position, text, source, run_id, status, segmentation, author,
  reviewer, notes, conflicts_with, version`

/** A change, as a database holds it. */
export interface RevisionRow {
  id: number
  group_id: number
  entity: Entity
  entity_id: number
  before: string | null
  after: string | null
}

/** The changes of a database behind the revision `after`, oldest first. */
export const revisionsAfter = (db: ReadDb, after: number): RevisionRow[] =>
  all(
    db,
    'SELECT id, group_id, entity, entity_id, before, after FROM revision WHERE id > ? ORDER BY id',
    after
  )

export const captionRowsOf = (db: ReadDb): CaptionRow[] =>
  all(db, `SELECT ${CAPTION_FIELDS} FROM caption ORDER BY image_id, position, id`)

/** Files are named by it: whoever wrote the part's database is not to lead out of a folder with it. */
const plainHash = (text: string): string => (/[\\/]|^\.\./.test(text) ? hash('sha256', text) : text)

/** An image with all that history keeps of it, but for what imports brought; undefined where there is none. */
export function wholeImage(db: ReadDb, id: number): WholeImage | undefined {
  const row = get<Omit<WholeImage, 'tags' | 'imported'>>(
    db,
    `SELECT name, path, content_hash, width, height, bytes, missing, created_at, split,
       NULL AS import_id FROM image WHERE id = ?`,
    id
  )
  if (!row) return undefined
  const tags = JSON.stringify(tagsOf(db, id))
  return { ...row, content_hash: plainHash(row.content_hash), tags, imported: '[]' }
}

/**
 * What the rows of a part were when the part and the library were last the same: after the revision
 * `mark`, which all of `changes` follow.
 */
export class PartBefore {
  /** The state before the first change since, of those that were changed. */
  readonly #captions = new Map<number, CaptionRow | null>()
  readonly #splits = new Map<number, Split>()
  readonly #tags = new Map<number, string[]>()
  /** Images that were removed, and are perhaps back. */
  readonly removedImages = new Set<number>()

  constructor(changes: readonly RevisionRow[]) {
    for (const { entity, entity_id: id, before, after } of changes) {
      const fields = before === null ? null : (JSON.parse(before) as object)
      if (entity === 'caption' && !this.#captions.has(id)) {
        this.#captions.set(id, fields as CaptionRow | null)
      }
      if (entity !== 'image' || !fields) continue
      if (after === null) this.removedImages.add(id)
      if ('split' in fields && !this.#splits.has(id)) this.#splits.set(id, fields.split as Split)
      if ('tags' in fields && !this.#tags.has(id)) {
        this.#tags.set(id, JSON.parse(String(fields.tags)) as string[])
      }
    }
  }

  /** The captions that were changed since. */
  get changedCaptions(): Iterable<number> {
    return this.#captions.keys()
  }

  /** Null where there was none. */
  caption(id: number): CaptionRow | null {
    return this.#captions.get(id) ?? null
  }

  split(id: number, now: Split): Split {
    return this.#splits.get(id) ?? now
  }

  tags(id: number, now: string[]): string[] {
    return this.#tags.get(id) ?? now
  }
}
