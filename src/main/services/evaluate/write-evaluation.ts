import { imageExportNameOf } from '../../store/images/export-names'
import type { Library } from '../../store/core/library'
import { writeOutput, type OutputOptions } from '../../base/files/write-output'
import { findEvaluation } from './evaluations'

/** Images written in one go. */
const TOGETHER = 200

/** What was written of an evaluation. */
export interface WrittenEvaluation {
  images: number
  /** Those that have additional folders before their names, since others are called so too. */
  renamed: number
}

/**
 * Writes what an evaluation found for each image into `file`, one JSON line per image, the one
 * whose captions fit least first. Throws as `findEvaluation` and `writeOutput` do.
 */
export async function writeEvaluation(
  library: Pick<Library, 'read' | 'reader'>,
  jobId: number,
  file: string,
  options: OutputOptions
): Promise<WrittenEvaluation> {
  findEvaluation(library, jobId)
  const counts: WrittenEvaluation = { images: 0, renamed: 0 }
  await writeOutput(file, linesOf(library, jobId, counts), options)
  return counts
}

async function* linesOf(
  library: Pick<Library, 'read' | 'reader'>,
  jobId: number,
  counts: WrittenEvaluation
): AsyncGenerator<string> {
  for (let offset = 0; ; offset += TOGETHER) {
    const page = { offset, limit: TOGETHER }
    const rows = await library.reader.ask('pageReview', jobId, 'misfit', page)
    if (rows.length === 0) return
    let lines = ''
    for (const { imageId, imageName, text, score, bleu, rougeL, ciderD, captions } of rows) {
      const image = imageExportNameOf(library.read, imageId) ?? imageName
      counts.images += 1
      if (image !== imageName) counts.renamed += 1
      const people = captions.map(({ judged, loss, misfit }) => ({ caption: judged, loss, misfit }))
      const figures = { score, bleu, rougeL, ciderD }
      lines += `${JSON.stringify({ image, caption: text, ...figures, people })}\n`
    }
    yield lines
  }
}
