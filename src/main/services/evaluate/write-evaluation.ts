import type { Library } from '../../store/library'
import { writeFileAtomic } from '../files/write-file-atomic'
import { findEvaluation } from './evaluations'
import { pageReview } from './review'

/** Pictures written in one go. */
const TOGETHER = 200

/**
 * Writes what an evaluation found for each picture into `file`, one JSON line a picture, the one
 * whose captions fit least first. Returns how many. Throws as `findEvaluation` and
 * `writeFileAtomic` do.
 */
export async function writeEvaluation(
  library: Pick<Library, 'read' | 'reader'>,
  jobId: number,
  file: string
): Promise<number> {
  findEvaluation(library, jobId)
  await writeFileAtomic(file, linesOf(library, jobId))
  return library.reader.ask('countEvaluated', jobId)
}

async function* linesOf(library: Pick<Library, 'reader'>, jobId: number): AsyncGenerator<string> {
  for (let offset = 0; ; offset += TOGETHER) {
    const page = { jobId, order: 'misfit', offset, limit: TOGETHER } as const
    const { rows } = await pageReview(library, page)
    if (rows.length === 0) return
    yield rows
      .map(({ imageName, text, score, bleu, rougeL, ciderD, captions }) => {
        const people = captions.map(({ judged, loss, misfit }) => ({
          caption: judged,
          loss,
          misfit
        }))
        const figures = { score, bleu, rougeL, ciderD }
        return `${JSON.stringify({ image: imageName, caption: text, ...figures, people })}\n`
      })
      .join('')
  }
}
