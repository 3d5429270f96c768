import type { Model } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { findEmbeddingSet, type EmbeddingSet } from '../../store/embeddings/embedding-sets'
import type { Library } from '../../store/core/library'
import { listModels } from '../../store/runs/models'

/**
 * The encoder whose vectors images are compared by, with its set of theirs: the one with the most
 * images, of several the one that was registered last. Throws `like.no-model` or `like.none-embedded`.
 */
export function clipInUse({ read }: Pick<Library, 'read'>): { model: Model; set: EmbeddingSet } {
  const models = listModels(read).filter(({ kind }) => kind === 'clip')
  if (models.length === 0) throw new AppError('like.no-model')
  const sets = models.flatMap((model) => {
    const set = findEmbeddingSet(read, model, 'image')
    return set && set.row_count > 0 ? [{ model, set }] : []
  })
  const [best] = sets.sort(
    (one, other) => other.set.row_count - one.set.row_count || other.model.id - one.model.id
  )
  if (!best) throw new AppError('like.none-embedded')
  return best
}
