import {
  Split,
  type ExportParams,
  type ExportReport,
  type ImageFilter
} from '../../../shared/domain'
import {
  countExportedImages,
  pageExportedImages,
  type ExportedImage
} from '../../store/images/exports'
import type { ReadDb } from '../../store/core/library'
import type { PairFilter } from '../../store/pairs/pair-filter'
import { Yielder } from '../../base/yielder'
import { tidyCaption } from '../import/tidy-caption'
import type { CellGuard } from '../output/table-line'

/** Images that are read from the store together. */
const PAGE = 100

/** What an export reads, and what it counts. */
export class ExportContext {
  readonly db: ReadDb
  readonly params: ExportParams
  readonly yielder: Yielder
  readonly signal: AbortSignal | undefined
  /** What becomes of cells of a table that a spreadsheet would run. */
  readonly guard: CellGuard
  readonly counts: Omit<ExportReport, 'files' | 'notWritten' | 'guardedCells'> = {
    images: 0,
    captions: 0,
    pairs: 0,
    embeddings: 0,
    renamed: 0,
    joinedLines: 0,
    withoutCaption: 0,
    refusedNames: 0
  }
  readonly #onProgress: (done: number) => void
  #done = 0

  constructor(
    db: ReadDb,
    params: ExportParams,
    {
      signal,
      onProgress = () => undefined
    }: { signal?: AbortSignal | undefined; onProgress?: (done: number) => void } = {}
  ) {
    this.db = db
    this.params = params
    this.guard = { keep: params.keepFormulas, guarded: 0 }
    this.yielder = new Yielder(signal)
    this.signal = signal
    this.#onProgress = onProgress
  }

  /** Images that are exported, of one split alone where it is given. */
  filterOf(split: Split | 'all' = this.params.split): ImageFilter {
    const { text, state } = this.params
    return {
      text,
      ...(split !== 'all' && { split }),
      ...(state && { state })
    }
  }

  /** The splits that the export takes. */
  get splits(): readonly Split[] {
    const { split } = this.params
    return split === 'all' ? Split.options : [split]
  }

  get pairFilter(): PairFilter {
    const { text, split } = this.params
    return { text, ...(split !== 'all' && { split }) }
  }

  get totalImages(): number {
    return countExportedImages(this.db, this.filterOf())
  }

  /** The images in the order in which they came into the library, captions tidied. */
  async *images(split?: Split): AsyncGenerator<ExportedImage, void> {
    const choice = { filter: this.filterOf(split), captions: this.params }
    let page = pageExportedImages(this.db, choice, 0, PAGE)
    while (page.length > 0) {
      for (const image of page) {
        yield tidied(image)
        if (this.yielder.due) await this.yielder.yieldNow()
      }
      await this.progress(page.length)
      page = pageExportedImages(this.db, choice, page.at(-1)?.seq ?? 0, PAGE)
    }
  }

  /** Notes records that were looked at, and lets the process do other things. */
  async progress(records: number): Promise<void> {
    this.#onProgress((this.#done += records))
    await this.yielder.yieldNow()
  }

  /** Counts an image that is written with some of its captions, or all. */
  count(image: ExportedImage, captions = image.captions.length): void {
    this.counts.images += 1
    this.counts.captions += captions
    if (image.name !== image.ownName) this.counts.renamed += 1
  }

  /** A caption on one line, as the line-based formats need it, also without the signs `breaks`. */
  oneLine(text: string, breaks = /\s*[\r\n]+\s*/): string {
    const line = text.split(breaks).join(' ')
    if (line !== text) this.counts.joinedLines += 1
    return line
  }
}

export function tidied(image: ExportedImage): ExportedImage {
  const captions = image.captions.map((caption) => ({
    ...caption,
    text: tidyCaption(caption.text)
  }))
  return { ...image, captions }
}
