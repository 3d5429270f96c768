import { extname } from 'node:path'
import type { CaptioningExport, CaptioningExportReport } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { itemExportName, itemsNamed } from '../../../store/images/export-names'
import { captionOfItem } from '../../../store/jobs/ledger'
import type { Library } from '../../../store/core/library'
import { writeOutput } from '../../../base/files/write-output'
import { jsonList } from '../../export/writers/text-writer'
import { zipOf } from '../../export/zip-file'
import { openInput } from '../../import/open-input'
import { onlyNamed } from '../../output/only-named'
import { csvLine, type CellGuard } from '../../output/table-line'
import { captioned } from './captioned'
import { writeTextsBeside } from './texts-beside'

type Counts = Omit<CaptioningExportReport, 'file' | 'guardedCells'>

/**
 * Writes what a captioning job has made: into one file, whole or not there, or as texts beside the
 * images. Throws as `writeOutput`, and `caption.no-file`, `export.ambiguous-name`, or what makes
 * the template unreadable.
 */
export async function exportCaptioning(
  library: Library,
  { jobId, file, format, textMode, sample, overwrite, keepFormulas }: CaptioningExport,
  signal?: AbortSignal
): Promise<CaptioningExportReport> {
  const counts: Counts = {
    ...{ captions: 0, kept: 0, withoutCaption: 0, renamed: 0 },
    unwritten: 0,
    failures: []
  }
  if (format === 'txt') {
    await writeTextsBeside(library, { jobId, mode: textMode }, counts)
    return { file: null, ...counts, guardedCells: 0 }
  }
  if (file === null) throw new AppError('caption.no-file', { format })
  const guard: CellGuard = { keep: keepFormulas, guarded: 0 }
  const pieces = writers[format]({ library, jobId, counts, sample, guard })
  const zipped = format === 'submission' && extname(file).toLowerCase() === '.zip'
  await writeOutput(file, zipped ? zipOf('results.json', pieces) : pieces, { overwrite, signal })
  return { file, ...counts, guardedCells: guard.guarded }
}

interface Writing {
  library: Library
  jobId: number
  counts: Counts
  sample: string | null
  guard: CellGuard
}
type Writer = (writing: Writing) => AsyncGenerator<string>

/** `json` is vieCap4H's `[{ id, captions }]`. */
const writers: Record<Exclude<CaptioningExport['format'], 'txt'>, Writer> = {
  async *json(writing) {
    yield* jsonList(listed(writing))
    yield '\n'
  },
  async *jsonl(writing) {
    for await (const { name, text, score } of items(writing)) {
      yield JSON.stringify({ image: name, caption: text, score }) + '\n'
    }
  },
  async *csv(writing) {
    const { guard } = writing
    yield csvLine(['image', 'caption', 'score'], guard)
    for await (const { name, text, score } of items(writing)) {
      yield csvLine([name, text, score], guard)
    }
  },
  async *submission(writing) {
    const { sample } = writing
    yield* jsonList(sample === null ? listed(writing) : likeSample(writing, sample))
    yield '\n'
  }
}

/** The captioned images, counted, by names of which no two are the same. */
async function* items({ library, jobId, counts }: Writing) {
  for await (const { index: id, file, path, text, score } of captioned(library, jobId)) {
    const name = itemExportName(library.read, jobId, { id, name: file, path })
    counts.captions += 1
    if (name !== file) counts.renamed += 1
    yield { name, text, score }
  }
}

async function* listed(writing: Writing) {
  for await (const { name, text } of items(writing)) yield { id: name, captions: text }
}

/** Every id of the template in its order; one without a caption gets an empty one. */
async function* likeSample({ library: { read }, jobId, counts }: Writing, sample: string) {
  const { events } = await openInput({ path: sample, format: 'viecap4h' })
  for await (const batch of events) {
    for (const event of batch) {
      if (event.type !== 'image') continue
      const { name } = event
      const item = onlyNamed(itemsNamed(read, jobId, name), {
        sample,
        name,
        nameOf: (named) => itemExportName(read, jobId, named)
      })
      const text = item === null ? undefined : captionOfItem(read, jobId, item.id)
      if (text === undefined) counts.withoutCaption += 1
      else counts.captions += 1
      yield { id: name, captions: text ?? '' }
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
