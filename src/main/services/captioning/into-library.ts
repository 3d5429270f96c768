import * as v from 'valibot'
import { CaptioningParams, type IntoLibraryReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { mutateInChunks } from '../../store/core/chunks'
import { settleGroup } from '../../store/captions/bulk'
import { addDraft, imageOfDraft } from '../../store/captions/drafts'
import { holdChanges } from '../../store/core/connection'
import { newGroup } from '../../store/core/history'
import { getJob } from '../../store/jobs/jobs'
import type { Library } from '../../store/core/library'
import { getModel } from '../../store/runs/models'
import { captioned, type Captioned } from './output/captioned'

/** Captions put into the library in one go; they share one undo with the others. */
const TOGETHER = 200

/**
 * Puts what a captioning job has made into the library: as drafts of its model, with the job that
 * tells the settings, and one undo for all. Images that the library does not have are passed over.
 */
export async function intoLibrary(library: Library, jobId: number): Promise<IntoLibraryReport> {
  const { read, write } = library
  const params = v.safeParse(CaptioningParams, getJob(read, jobId).params)
  if (!params.success) throw new AppError('entity.not-found', { entity: 'captioning', id: jobId })
  // Drafts of an ensemble are those of its first captioner; the job tells the others.
  const { endpoint, modelId, runId: named = null } = params.output
  const runId = endpoint ? null : named
  const author = endpoint?.modelName ?? null
  const actor = endpoint
    ? `model:${endpoint.modelName}`
    : runId === null && modelId !== undefined
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
        else if (addDraft(mutation, group, { imageId, text: row.text, runId, author, jobId })) {
          report.added += 1
        } else report.unchanged += 1
      },
      { group }
    )
  const tell = holdChanges(write)
  try {
    let some: Captioned[] = []
    for await (const row of captioned(library, jobId)) {
      some.push(row)
      if (some.length < TOGETHER) continue
      await put(some)
      some = []
    }
    await put(some)
    return report
  } finally {
    settleGroup(write, group)
    tell()
  }
}
