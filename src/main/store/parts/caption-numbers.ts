import type { CaptionRow } from '../captions/caption-rows'
import { get, type WriteDb } from '../core/connection'
import type { KnownPart } from './merge-part'
import type { RowNumbers } from './row-numbers'

/** Which captions of the library those of a part are. */
export class CaptionNumbers {
  readonly #db: WriteDb
  readonly #rows: RowNumbers
  readonly #known: KnownPart

  constructor(db: WriteDb, rows: RowNumbers, known: KnownPart) {
    this.#db = db
    this.#rows = rows
    this.#known = known
  }

  /** Undefined for a caption that was added in the part and has no number here. */
  find(theirs: number): number | undefined {
    const splitOff = theirs <= this.#known.from.marks.caption ? theirs : undefined
    return this.#rows.find('caption', theirs) ?? splitOff
  }

  /** Gives a number to captions that were added in the part; `imageOf` knows our images by theirs. */
  giveTo(rows: Iterable<CaptionRow>, imageOf: (theirs: number) => number | undefined): void {
    for (const { id, image_id, text } of rows) {
      if (this.find(id) !== undefined) continue
      const image = imageOf(image_id)
      const twin = image === undefined ? undefined : this.#twin(image, text)
      this.#rows.note('caption', id, twin ?? this.#rows.reserveCaption())
    }
  }

  /** A caption that was added here with the same text, as when both sides import one file. */
  #twin(image: number, text: string): number | undefined {
    const found = get<{ id: number }>(
      this.#db,
      'SELECT id FROM caption WHERE image_id = ? AND text = ? AND id > ? ORDER BY id',
      image,
      text,
      this.#known.from.marks.caption
    )
    return found && !this.#rows.isTaken(found.id) ? found.id : undefined
  }
}
