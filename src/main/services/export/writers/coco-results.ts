import { getExtra, isKeyShared } from '../../../store/imports/extras'
import type { ExportedImage } from '../../../store/images/exports'
import type { ExportContext } from '../export-context'
import { jsonList, type TextPieces } from './text-writer'

/**
 * COCO results: one caption an image, by the id that its COCO file gave it; by its name where it
 * came from none, or where several files gave the id to different images. Images without a caption
 * are left out.
 */
export async function* writeCocoResults(context: ExportContext): TextPieces {
  yield* jsonList(records(context))
  yield '\n'
}

async function* records(context: ExportContext): AsyncGenerator {
  for await (const image of context.images()) {
    const [first] = image.captions
    if (!first) continue
    context.count(image, 1)
    yield { image_id: idOf(image, context), caption: first.text }
  }
}

function idOf({ seq, name }: ExportedImage, { db, params }: ExportContext): unknown {
  const id = getExtra(db, 'coco', 'image', seq)?.['id']
  if (id === undefined) return name
  const known = { id: seq, key: JSON.stringify(id), split: params.split }
  return isKeyShared(db, 'coco', known) ? name : id
}
