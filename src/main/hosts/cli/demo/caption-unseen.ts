import type { Session } from '../session'
import { runJob } from '../run-job'
import { demoDecoding, type RowResult } from './train-rows'

/** Captions a folder of images that nobody has captioned, by the best row, and prints them. */
export async function captionUnseen(
  session: Session,
  folder: string,
  results: readonly RowResult[]
): Promise<void> {
  const { api, output } = session
  const best = results.toSorted((a, b) => b.scores.bleuAverage - a.scores.bleuAverage)[0]
  if (!best) return
  const { jobId } = await api.captioning.start({
    source: { kind: 'folder', path: folder },
    runId: best.runId,
    decode: demoDecoding
  })
  await runJob(session, jobId)
  const { rows } = await api.captioning.items({ jobId, offset: 0, limit: 100 })
  output.note(`Captions of the images in ${folder}, by ${best.runId}:`)
  for (const { file, text } of rows) output.note(`  ${file}: ${text ?? '-'}`)
}
