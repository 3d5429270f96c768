import { computed } from 'vue'
import { useModelsStore } from '../models/models-store'

/** How far the encoder has come that images are compared by: the one with the most embeddings. */
export function useClipInUse() {
  const models = useModelsStore()
  return computed(
    () =>
      [...models.embeddings].sort(
        (one, other) => other.images.done - one.images.done || other.modelId - one.modelId
      )[0] ?? null
  )
}
