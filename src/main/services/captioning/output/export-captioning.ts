import { extname } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { CaptioningExport, CaptioningExportReport } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { captionOfFile } from '../../../store/ledger'
import type { Library } from '../../../store/library'
import { jsonList } from '../../export/writers/text-writer'
import { zipOf } from '../../export/zip-file'
import { writeFileAtomic } from '../../files/write-file-atomic'
import { openInput } from '../../import/open-input'
import { captioned } from './captioned'
import { writeTextsBeside } from './texts-beside'

type Counts = Omit<CaptioningExportReport, 'file'>

/**
 * Writes what a captioning job has made: into one file, beside it and renamed, or as texts beside
 * the pictures. Throws `file.unwritable`, `caption.no-file`, or what makes the template unreadable.
 */
export async function exportCaptioning(
  library: Library,
  { jobId, file, format, textMode, sample }: CaptioningExport
): Promise<CaptioningExportReport> {
  const counts: Counts = { captions: 0, kept: 0, withoutCaption: 0 }
  if (format === 'txt') {
    await writeTextsBeside(library, { jobId, mode: textMode }, counts)
    return { file: null, ...counts }
  }
  if (file === null) throw new AppError('caption.no-file', { format })
  const pieces = writers[format](library, jobId, counts, sample)
  const zipped = format === 'submission' && extname(file).toLowerCase() === '.zip'
  await writeFileAtomic(file, zipped ? zipOf('results.json', pieces) : pieces)
  return { file, ...counts }
}

type Writer = (
  library: Library,
  jobId: number,
  counts: Counts,
  sample: string | null
) => AsyncGenerator<string>

/** `json` is vieCap4H's `[{ id, captions }]`. */
const writers: Record<Exclude<CaptioningExport['format'], 'txt'>, Writer> = {
  async *json(library, jobId, counts) {
    yield* jsonList(listed(library, jobId, counts))
    yield '\n'
  },
  async *jsonl(library, jobId, counts) {
    for await (const { file, text, score } of captioned(library, jobId)) {
      counts.captions += 1
      yield JSON.stringify({ image: file, caption: text, score }) + '\n'
    }
  },
  async *csv(library, jobId, counts) {
    yield csvLine(['image', 'caption', 'score'])
    for await (const { file, text, score } of captioned(library, jobId)) {
      counts.captions += 1
      yield csvLine([file, text, score])
    }
  },
  async *submission(library, jobId, counts, sample) {
    yield* jsonList(
      sample === null ? listed(library, jobId, counts) : likeSample(library, jobId, counts, sample)
    )
    yield '\n'
  }
}

const csvLine = (cells: (string | number | null)[]): string =>
  stringify([cells], { record_delimiter: 'windows' })

async function* listed(library: Library, jobId: number, counts: Counts) {
  for await (const { file, text } of captioned(library, jobId)) {
    counts.captions += 1
    yield { id: file, captions: text }
  }
}

/** Every id of the template in its order; one without a caption gets an empty one. */
async function* likeSample({ read }: Library, jobId: number, counts: Counts, sample: string) {
  const { events } = await openInput({ path: sample, format: 'viecap4h' })
  for await (const batch of events) {
    for (const event of batch) {
      if (event.type !== 'image') continue
      const text = captionOfFile(read, jobId, event.name)
      if (text === undefined) counts.withoutCaption += 1
      else counts.captions += 1
      yield { id: event.name, captions: text ?? '' }
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
