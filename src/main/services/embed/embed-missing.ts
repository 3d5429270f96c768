import type { EmbedReport, Model } from '../../../shared/domain'
import type { EmbeddingRows, FailedItem } from '../../../shared/engine-protocol'
import {
  listMissingImages,
  listMissingSentences,
  markEmbeddingFailed,
  storeEmbeddings
} from '../../store/embeddings'
import type { EmbeddingKind } from '../../store/embedding-sets'
import type { JobContext } from '../jobs/job-handler'

/** Which inputs a run or a job needs embedded. */
export interface EmbedScope {
  images: boolean
  sentences: boolean
}

/**
 * Embeds every picture and English sentence that has no embedding by this CLIP model yet. What is
 * done is kept as it comes, so that an interrupted job goes on where it stopped. An input that
 * fails is noted and does not stop the others.
 */
export async function embedMissing(
  context: JobContext,
  model: Model,
  scope: EmbedScope
): Promise<EmbedReport> {
  const { library, engine, device, signal, pause } = context
  const report = {
    images: { embedded: 0, failed: 0 },
    sentences: { embedded: 0, failed: 0 }
  }
  if (scope.images) {
    const pictures = listMissingImages(library, model)
    if (pictures.length > 0) {
      const keep = keeper(context, model, 'image', pictures, 'embedding-images')
      const output = await engine.run(
        'embedPictures',
        { clip: model.path, device, pictures: pictures.map(({ id, path }) => ({ id, path })) },
        { signal, pause, onEvent: keep }
      )
      report.images = { embedded: output.embedded, failed: output.failed }
    }
  }
  if (scope.sentences) {
    const sentences = listMissingSentences(library, model)
    if (sentences.length > 0) {
      const keep = keeper(context, model, 'sentence', sentences, 'embedding-sentences')
      const output = await engine.run(
        'embedSentences',
        { clip: model.path, device, sentences: sentences.map(({ id, text }) => ({ id, text })) },
        { signal, pause, onEvent: keep }
      )
      report.sentences = { embedded: output.embedded, failed: output.failed }
    }
  }
  return report
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
