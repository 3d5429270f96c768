import * as v from 'valibot'
import { CaptioningParams, type IntoLibraryReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { mutateInChunks } from '../../store/chunks'
import { addDraft, imageOfDraft } from '../../store/drafts'
import { newGroup } from '../../store/history'
import { getJob } from '../../store/jobs'
import type { Library } from '../../store/library'
import { getModel } from '../../store/models'
import { captioned, type Captioned } from './output/captioned'

/** Captions put into the library in one go; they share one undo with the others. */
const TOGETHER = 200

/**
 * Puts what a captioning job has made into the library: as drafts of its model, with the job that
 * tells the settings, and one undo for all. Pictures that the library does not have are passed over.
 */
export async function intoLibrary(library: Library, jobId: number): Promise<IntoLibraryReport> {
  const { read, write } = library
  const params = v.safeParse(CaptioningParams, getJob(read, jobId).params)
  if (!params.success) throw new AppError('entity.not-found', { entity: 'captioning', id: jobId })
  const { runId = null, modelId } = params.output
  const actor =
    runId === null && modelId !== undefined
      ? `model:${getModel(read, modelId).name}`
      : `run:${runId ?? ''}`
  const group = newGroup('captioning')
  const report: IntoLibraryReport = { added: 0, unchanged: 0, unknown: 0, empty: 0 }
  const put = (rows: readonly Captioned[]) =>
    mutateInChunks(
      write,
      actor,
      rows,
      (mutation, row) => {
        const imageId = imageOfDraft(write, row)
        if (row.text.trim() === '') report.empty += 1
        else if (imageId === null) report.unknown += 1
        else if (addDraft(mutation, group, { imageId, text: row.text, runId, jobId })) {
          report.added += 1
        } else report.unchanged += 1
      },
      { group }
    )
  let some: Captioned[] = []
  for await (const row of captioned(library, jobId)) {
    some.push(row)
    if (some.length < TOGETHER) continue
    await put(some)
    some = []
  }
  await put(some)
  return report
}
