import type { EmbedReport, ImageOrientation, Model } from '../../../shared/domain'
import type { EmbeddingRows, FailedItem } from '../../../shared/engine-protocol'
import {
  listMissingImages,
  listMissingSentences,
  markEmbeddingFailed,
  storeEmbeddings
} from '../../store/embeddings/embeddings'
import type { EmbeddingKind } from '../../store/embeddings/embedding-sets'
import type { JobContext } from '../jobs/job-handler'
import { seenAs } from '../models/image-orientation'
import { refreshClipDetails } from '../models/refresh-clip-details'

type Counts = EmbedReport['images']

/**
 * Embeds every image, and with `sentences` every English sentence, that has no embedding yet by
 * this encoder as its files are now. What is done is kept as it comes, so that an interrupted job continues where it
 * stopped. An input that fails is noted and does not stop the others.
 */
export async function embedMissing(
  context: JobContext,
  registered: Model,
  { orientation, sentences }: { orientation: ImageOrientation; sentences: boolean }
): Promise<EmbedReport> {
  const model = seenAs(await refreshClipDetails(context, registered), orientation)
  return {
    images: await embedImages(context, model, orientation),
    sentences: sentences ? await embedSentences(context, model) : { embedded: 0, failed: 0 }
  }
}

async function embedImages(
  context: JobContext,
  model: Model,
  orientation: ImageOrientation
): Promise<Counts> {
  const { library, engine, device, signal, pause } = context
  const missing = listMissingImages(library, model)
  if (missing.length === 0) return { embedded: 0, failed: 0 }
  const images = missing.map(({ id, path }) => ({ id, path }))
  const onEvent = keeper(context, model, 'image', missing, 'embedding-images')
  const input = { clip: model.path, orientation, device, images }
  const { embedded, failed } = await engine.run('embedImages', input, { signal, pause, onEvent })
  return { embedded, failed }
}

/** Embeds the English sentences alone: see `embedMissing`. */
export async function embedSentences(context: JobContext, model: Model): Promise<Counts> {
  const { library, engine, device, signal, pause } = context
  const missing = listMissingSentences(library, model)
  if (missing.length === 0) return { embedded: 0, failed: 0 }
  const sentences = missing.map(({ id, text }) => ({ id, text }))
  const onEvent = keeper(context, model, 'sentence', missing, 'embedding-sentences')
  const input = { clip: model.path, device, sentences }
  const { embedded, failed } = await engine.run('embedSentences', input, { signal, pause, onEvent })
  return { embedded, failed }
}

/** Takes the engine's events into the store and counts them. */
function keeper(
  { library, report }: JobContext,
  model: Model,
  kind: EmbeddingKind,
  inputs: readonly { id: number; key: string }[],
  phase: string
): (event: EmbeddingRows | FailedItem) => void {
  const keys = new Map(inputs.map(({ id, key }) => [id, key]))
  const keyOf = (id: number): string => {
    const key = keys.get(id)
    if (key === undefined)
      throw new Error(`the engine answered for input ${id}, which was not asked`)
    return key
  }
  let done = 0
  const count = (by: number): void => {
    done += by
    report({ phase, done, total: inputs.length })
  }
  count(0)
  return (event) => {
    if (event.type === 'failed') {
      markEmbeddingFailed(library, model, kind, keyOf(event.id), event.error)
      count(1)
      return
    }
    storeEmbeddings(library, model, kind, event.ids.map(keyOf), event.values, event.dim)
    count(event.ids.length)
  }
}
