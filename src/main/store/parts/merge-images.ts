import { isAbsolute } from 'node:path'
import type { MergeReport, Split } from '../../../shared/domain'
import { get, numbers as numbersOf, value, type ReadDb } from '../core/connection'
import type { Mutation } from '../core/history'
import {
  addImageRow,
  putImage,
  putImageSplit,
  putImageTags,
  removeImageRow,
  tagsOf,
  type WholeImage
} from '../images/image-rows'
import type { KnownPart } from './merge-part'
import { wholeImage, type PartBefore } from './part-rows'
import type { RowNumbers } from './row-numbers'
import { mergeTags } from './three-way'

/** Where the file of an image lies: as the store keeps it. */
export interface PlacedImage {
  path: string
  missing: boolean
}

export interface ImageMergeParts {
  mutation: Mutation
  part: ReadDb
  known: KnownPart
  numbers: RowNumbers
  before: PartBefore
  placed: ReadonlyMap<number, PlacedImage>
}

/** The images of a part on their way into the library. */
export class ImageMerge {
  readonly report: MergeReport['images'] = { added: 0, removed: 0, kept: 0, broughtBack: 0 }
  readonly #m: ImageMergeParts

  constructor(parts: ImageMergeParts) {
    this.#m = parts
  }

  /** Our number for one of theirs; undefined where there is none yet. */
  find(theirs: number): number | undefined {
    const { numbers, known } = this.#m
    return numbers.find('image', theirs) ?? (theirs <= known.from.marks.image ? theirs : undefined)
  }

  /** Adds what was added there; brings splits and tags together. */
  mergeAll(): void {
    const { part, known } = this.#m
    for (const id of numbersOf(part, 'SELECT id FROM image ORDER BY id')) {
      const ours = this.find(id)
      const there = ours !== undefined && this.#has(ours)
      if (there || this.#isChanged(id) || id > known.since.image) {
        this.#mergeFields(id, this.require(id))
      }
    }
  }

  /** Our image for one of theirs: brought back where it was removed here, added where it is new. */
  require(theirs: number): number {
    const { mutation, part, numbers } = this.#m
    const ours = this.find(theirs)
    if (ours !== undefined && this.#has(ours)) return ours
    const row = wholeImage(part, theirs)
    if (!row) throw new Error(`the part has no image ${theirs}`)
    const removed = ours === undefined ? undefined : this.#removed(ours)
    // A path inside the part's folder is another one here.
    const path = removed?.path ?? (isAbsolute(row.path) ? row.path : null)
    const same = this.#same(row, path)
    if (same !== undefined) return numbers.note('image', theirs, same)
    if (ours !== undefined && removed) {
      putImage(mutation, ours, removed)
      this.report.broughtBack += 1
      return ours
    }
    const place = this.#m.placed.get(theirs) ?? row
    const placed = { ...row, path: place.path, missing: place.missing ? 1 : 0 }
    this.report.added += 1
    return numbers.note('image', theirs, addImageRow(mutation, placed, ours ?? null))
  }

  /** Removes what was removed there, where nothing was done to it here. */
  removeAll(): void {
    const { mutation, part, before } = this.#m
    for (const id of before.removedImages) {
      const ours = this.find(id)
      if (wholeImage(part, id) || ours === undefined || !this.#has(ours)) continue
      const { db } = mutation
      const captions = value<number>(db, 'SELECT caption_count FROM image WHERE id = ?', ours)
      const split = this.#split(ours)
      const tags = tagsOf(db, ours)
      const changed =
        before.split(id, split) !== split || String(before.tags(id, tags)) !== String(tags)
      if (captions > 0 || changed) this.report.kept += 1
      else {
        removeImageRow(mutation, ours)
        this.report.removed += 1
      }
    }
  }

  #isChanged(theirs: number): boolean {
    const { part, before } = this.#m
    const split = value<Split>(part, 'SELECT split FROM image WHERE id = ?', theirs)
    const tags = tagsOf(part, theirs)
    return (
      before.split(theirs, split) !== split ||
      JSON.stringify(before.tags(theirs, tags)) !== JSON.stringify(tags)
    )
  }

  /** A split that both sides set stays as it is here. */
  #mergeFields(theirs: number, ours: number): void {
    const { mutation, part, before } = this.#m
    const row = wholeImage(part, theirs)
    if (!row) return
    const then = before.split(theirs, row.split)
    const now = this.#split(ours)
    if (row.split !== then && now === then) putImageSplit(mutation, ours, row.split)
    const tags = JSON.parse(row.tags) as string[]
    const base = before.tags(theirs, tags)
    putImageTags(mutation, ours, mergeTags(base, tagsOf(mutation.db, ours), tags))
  }

  #split(ours: number): Split {
    return value<Split>(this.#m.mutation.db, 'SELECT split FROM image WHERE id = ?', ours)
  }

  #has(ours: number): boolean {
    return get(this.#m.mutation.db, 'SELECT 1 FROM image WHERE id = ?', ours) !== undefined
  }

  /** One that was imported here too: of the same name and content, or at the same place. */
  #same({ name, content_hash }: WholeImage, path: string | null): number | undefined {
    return get<{ id: number }>(
      this.#m.mutation.db,
      `SELECT id FROM image WHERE (name = ? AND content_hash = ?) OR path = ? ORDER BY id LIMIT 1`,
      name,
      content_hash,
      path
    )?.id
  }

  /** An image as it was when it was removed here. */
  #removed(ours: number): WholeImage | undefined {
    const row = get<{ before: string }>(
      this.#m.mutation.db,
      `SELECT before FROM revision WHERE entity = 'image' AND entity_id = ? AND after IS NULL
       ORDER BY id DESC LIMIT 1`,
      ours
    )
    return row && (JSON.parse(row.before) as WholeImage)
  }
}
