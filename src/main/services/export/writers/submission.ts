import { findExportedImage, findPrediction } from '../../../store/exports'
import { openInput } from '../../import/open-input'
import { tidied, type ExportContext } from '../export-context'
import { jsonList, type TextPieces } from './text-writer'

/**
 * What a competition wants as `results.json`: every image with its first caption or none, in the
 * order in which they came; or every id of the template `sample`, in its order.
 */
export async function* writeSubmission(context: ExportContext): TextPieces {
  const { sample } = context.params
  yield* jsonList(sample === null ? ownOrder(context) : orderOf(sample, context))
  yield '\n'
}

async function* ownOrder(context: ExportContext): AsyncGenerator<unknown> {
  for await (const { name, captions } of context.images()) {
    yield toRecord(context, name, captions[0]?.text)
  }
}

async function* orderOf(sample: string, context: ExportContext): AsyncGenerator<unknown> {
  const { events } = await openInput({ path: sample, format: 'viecap4h' })
  for await (const batch of events) {
    for (const event of batch) {
      if (event.type === 'image')
        yield toRecord(context, event.name, captionOf(context, event.name))
      if (context.turns.over) await context.turns.next()
    }
    await context.progress(batch.length)
  }
}

/** The first caption of a picture, which may also be one that a run has captioned by itself. */
function captionOf({ db, captions: choice }: ExportContext, name: string): string | undefined {
  const image = findExportedImage(db, name, choice)
  if (image) return tidied(image).captions[0]?.text
  return typeof choice === 'string'
    ? undefined
    : (findPrediction(db, choice.runId, { name }) ?? undefined)
}

function toRecord(context: ExportContext, id: string, caption: string | undefined) {
  context.count(caption === undefined ? 0 : 1)
  if (caption === undefined) context.counts.withoutCaption += 1
  return { id, captions: context.oneLine(caption ?? '') }
}
