import {
  imageExportName,
  imagesNamed,
  itemExportName,
  itemsNamed
} from '../../../store/images/export-names'
import { captioningsOf, findExportedImage, type ExportedImage } from '../../../store/images/exports'
import { captionOfItem } from '../../../store/jobs/ledger'
import { openInput } from '../../import/open-input'
import { onlyNamed } from '../../output/only-named'
import { tidied, type ExportContext } from '../export-context'
import { jsonList, type TextPieces } from './text-writer'

/**
 * What a competition wants as `results.json`: every image with its first caption or none, in the
 * order in which they came; or every id of the template `sample`, in its order. Throws
 * `export.ambiguous-name` for an id that several images have.
 */
export async function* writeSubmission(context: ExportContext): TextPieces {
  const { sample } = context.params
  yield* jsonList(sample === null ? ownOrder(context) : orderOf(sample, context))
  yield '\n'
}

async function* ownOrder(context: ExportContext): AsyncGenerator {
  for await (const image of context.images()) {
    context.count(image, Math.min(1, image.captions.length))
    yield toRecord(context, image.name, image.captions[0]?.text)
  }
}

async function* orderOf(sample: string, context: ExportContext): AsyncGenerator {
  const { events } = await openInput({ path: sample, format: 'viecap4h' })
  for await (const batch of events) {
    for (const event of batch) {
      if (event.type === 'image') {
        const caption = captionOf(context, event.name, sample)
        context.counts.images += 1
        context.counts.captions += caption === undefined ? 0 : 1
        yield toRecord(context, event.name, caption)
      }
      if (context.yielder.due) await context.yielder.yieldNow()
    }
    await context.progress(batch.length)
  }
}

/** The first caption of an image, which may also be one that a run has captioned by itself. */
function captionOf(context: ExportContext, name: string, sample: string): string | undefined {
  const { db, params } = context
  const found = onlyNamed(imagesNamed(db, name), {
    sample,
    name,
    nameOf: (image) => imageExportName(db, image)
  })
  const image = found && findExportedImage(db, found.id, params)
  if (image) return firstOf(image)
  const { runId } = params
  return runId === null ? undefined : captionedBy(context, runId, name, sample)
}

const firstOf = (image: ExportedImage): string | undefined => tidied(image).captions[0]?.text

/** What the latest captioning of a run that knows the name made of an image that is not here. */
function captionedBy({ db }: ExportContext, runId: string, name: string, sample: string) {
  for (const jobId of captioningsOf(db, runId)) {
    const item = onlyNamed(itemsNamed(db, jobId, name), {
      sample,
      name,
      nameOf: (named) => itemExportName(db, jobId, named)
    })
    const text = item && captionOfItem(db, jobId, item.id)
    if (text !== null && text !== undefined) return text
  }
  return undefined
}

function toRecord(context: ExportContext, id: string, caption: string | undefined) {
  if (caption === undefined) context.counts.withoutCaption += 1
  return { id, captions: context.oneLine(caption ?? '') }
}
