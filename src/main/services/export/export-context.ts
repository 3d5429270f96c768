import type { ExportParams, ExportReport, ImageFilter } from '../../../shared/domain'
import {
  countExportedImages,
  pageExportedImages,
  type CaptionChoice,
  type ExportedImage
} from '../../store/exports'
import type { ReadDb } from '../../store/library'
import type { PairFilter } from '../../store/pair-filter'
import type { Turns } from '../files/turns'
import { tidyCaption } from '../import/tidy-caption'

/** Images that are read from the store together. */
const PAGE = 100

/** What an export reads, and what it counts. */
export class ExportContext {
  readonly db: ReadDb
  readonly params: ExportParams
  readonly turns: Turns
  readonly counts: Omit<ExportReport, 'files' | 'notWritten'> = {
    images: 0,
    captions: 0,
    pairs: 0,
    embeddings: 0,
    joinedLines: 0,
    withoutCaption: 0,
    refusedNames: 0
  }
  readonly #onProgress: (done: number) => void
  #done = 0

  constructor(
    db: ReadDb,
    params: ExportParams,
    { turns, onProgress }: { turns: Turns; onProgress(done: number): void }
  ) {
    this.db = db
    this.params = params
    this.turns = turns
    this.#onProgress = onProgress
  }

  get filter(): ImageFilter {
    const { text, split, state } = this.params
    return {
      text,
      ...(split !== 'all' && { split }),
      ...(state && { state })
    }
  }

  get pairFilter(): PairFilter {
    const { text, split } = this.params
    return { text, ...(split !== 'all' && { split }) }
  }

  get captions(): CaptionChoice {
    const { source } = this.params
    return source === 'any' || source === 'accepted' ? source : { runId: source.slice(4) }
  }

  get totalImages(): number {
    return countExportedImages(this.db, this.filter)
  }

  /** The images in the order in which they came into the library, captions tidied. */
  async *images(): AsyncGenerator<ExportedImage> {
    const choice = { filter: this.filter, captions: this.captions }
    let page = pageExportedImages(this.db, choice, 0, PAGE)
    while (page.length > 0) {
      for (const image of page) {
        yield tidied(image)
        if (this.turns.over) await this.turns.next()
      }
      await this.progress(page.length)
      page = pageExportedImages(this.db, choice, page.at(-1)?.seq ?? 0, PAGE)
    }
  }

  /** Notes records that were looked at, and lets the process do other things. */
  async progress(records: number): Promise<void> {
    this.#onProgress((this.#done += records))
    await this.turns.next()
  }

  /** Counts an image that is written with some of its captions. */
  count(captions: number): void {
    this.counts.images += 1
    this.counts.captions += captions
  }

  /** A caption on one line, as the line-based formats need it, also without the signs `breaks`. */
  oneLine(text: string, breaks = /\s*[\r\n]+\s*/): string {
    const line = text.split(breaks).join(' ')
    if (line !== text) this.counts.joinedLines += 1
    return line
  }
}

export function tidied(image: ExportedImage): ExportedImage {
  const captions = image.captions.map(({ id, text }) => ({ id, text: tidyCaption(text) }))
  return { ...image, captions }
}
