import { stringify } from 'csv-stringify/sync'
import type { CaptioningItem } from '../../../shared/domain'
import type { Library } from '../../store/library'
import { listPredictions } from '../../store/predictions'
import { writeFileAtomic } from '../files/write-file-atomic'

export type CaptioningFileFormat = 'json' | 'jsonl' | 'csv'

interface CaptionedFile {
  file: string
  text: string
  score: number | null
}

/** The captions of a folder in each of the formats; `json` is vieCap4H's `[{ id, captions }]`. */
const writers: Record<CaptioningFileFormat, (rows: CaptionedFile[]) => string> = {
  json: (rows) =>
    JSON.stringify(
      rows.map(({ file, text }) => ({ id: file, captions: text })),
      null,
      1
    ) + '\n',
  jsonl: (rows) =>
    rows
      .map(({ file, text, score }) => JSON.stringify({ image: file, caption: text, score }) + '\n')
      .join(''),
  csv: (rows) =>
    stringify(
      rows.map(({ file, text, score }) => [file, text, score]),
      { header: true, columns: ['image', 'caption', 'score'], record_delimiter: 'windows' }
    )
}

/** The captions of `items` that are done, in their order, as the text of a file. */
export function formatCaptioning(
  items: readonly CaptioningItem[],
  format: CaptioningFileFormat
): { text: string; captions: number } {
  const rows = items.flatMap(({ state, file, text, score }) =>
    state === 'done' && text !== null ? [{ file, text, score }] : []
  )
  return { text: writers[format](rows), captions: rows.length }
}

/** Writes what a captioning job has made to `file`. Throws `file.unwritable`. */
export async function exportCaptioning(
  library: Library,
  { jobId, file, format }: { jobId: number; file: string; format: CaptioningFileFormat }
): Promise<{ file: string; captions: number }> {
  const { text, captions } = formatCaptioning(listPredictions(library.read, jobId), format)
  await writeFileAtomic(file, text)
  return { file, captions }
}
