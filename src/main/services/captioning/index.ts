import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  DecodeOptions,
  type CaptioningItem,
  type CaptioningParams,
  type CaptioningReport
} from '../../../shared/domain'
import type { CaptionEvent } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { insertPredictions, listPredictions, updatePrediction } from '../../store/predictions'
import { listPictures } from '../files/list-pictures'
import type { JobContext, JobHandler } from '../jobs/job-handler'
import { chooseCaptioner } from '../models/captioner'

/**
 * Captions the pictures of a folder. What is done is kept as it comes; queued again, the job goes
 * on with the pictures that have no caption yet. The result is a `CaptioningReport`.
 */
export const captioningJob: JobHandler = {
  kind: 'caption',

  async run(context, params) {
    const { folder, recursive, decode, ...writer } = params as CaptioningParams
    const { library, engine, device, signal, pause, jobId } = context
    const { source, clip } = chooseCaptioner(library, writer)
    await notePictures(context, folder, recursive)
    const open = listPredictions(library.read, jobId).filter(({ state }) => state !== 'done')
    const keep = keeper(context, open)
    await engine.run(
      'caption',
      {
        captioner: source,
        clip: clip.path,
        device,
        // A job of an older version lacks newer options.
        decode: v.parse(DecodeOptions, decode)
      },
      {
        signal,
        pause,
        feed: [open.map(({ index, file }) => ({ id: index, path: join(folder, file) }))],
        onEvent: keep
      }
    )
    return countItems(listPredictions(library.read, jobId))
  }
}

/** Notes the folder's pictures as items of the job; a job queued again keeps those that it has. */
async function notePictures(
  { library, jobId }: JobContext,
  folder: string,
  recursive: boolean
): Promise<void> {
  if (listPredictions(library.read, jobId).length > 0) return
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (!isFolder) throw new AppError('file.not-found', { path: folder })
  const files = await listPictures(folder, recursive)
  if (files.length === 0) throw new AppError('caption.no-pictures', { path: folder })
  insertPredictions(library.write, jobId, files)
}

/** Takes the engine's captions into the store, and on to the windows. */
function keeper(
  { library, jobId, report, emit }: JobContext,
  open: readonly CaptioningItem[]
): (event: CaptionEvent) => void {
  const items = new Map(open.map((item) => [item.index, item]))
  let done = 0
  report({ phase: 'captioning', done, total: open.length })
  return (event) => {
    const item = items.get(event.id)
    if (!item) throw new Error(`the engine answered for picture ${event.id}, which was not asked`)
    const outcome: CaptioningItem =
      event.type === 'caption'
        ? { ...item, state: 'done', text: event.text, score: event.score, error: null }
        : { ...item, state: 'failed', text: null, score: null, error: event.error }
    updatePrediction(library.write, jobId, event.id, outcome)
    emit({ type: 'captioning', jobId, items: [outcome] })
    report({ phase: 'captioning', done: ++done, total: open.length })
  }
}

const countItems = (items: readonly CaptioningItem[]): CaptioningReport => ({
  done: items.filter(({ state }) => state === 'done').length,
  failed: items.filter(({ state }) => state === 'failed').length
})
