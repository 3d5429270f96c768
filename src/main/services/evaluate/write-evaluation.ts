import { open } from 'node:fs/promises'
import type { Library } from '../../store/library'
import { findEvaluation } from './evaluations'
import { pageReview } from './review'

/** Pictures written in one go. */
const TOGETHER = 200

/**
 * Writes what an evaluation found for each picture into `file`, one JSON line a picture, the one
 * with the least likely caption first. Returns how many.
 */
export async function writeEvaluation(
  library: Pick<Library, 'read'>,
  jobId: number,
  file: string
): Promise<number> {
  findEvaluation(library, jobId)
  const handle = await open(file, 'w')
  try {
    for (let offset = 0; ; offset += TOGETHER) {
      const page = { jobId, order: 'loss', offset, limit: TOGETHER } as const
      const { rows, total } = pageReview(library, page)
      const lines = rows.map(({ imageName, text, score, bleu, rougeL, ciderD, captions }) => {
        const people = captions.map(({ judged, loss }) => ({ caption: judged, loss }))
        const figures = { score, bleu, rougeL, ciderD }
        return `${JSON.stringify({ image: imageName, caption: text, ...figures, people })}\n`
      })
      await handle.appendFile(lines.join(''))
      if (offset + rows.length >= total || rows.length === 0) return total
    }
  } finally {
    await handle.close()
  }
}
