import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { EmbeddingStatus, Model } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { useLibraryStore } from '../library/library-store'

/** The registered models and how far their embeddings have come. */
export const useModelsStore = defineStore('models', () => {
  const library = useLibraryStore()
  const models = shallowRef<Model[]>([])
  const embeddings = shallowRef<EmbeddingStatus[]>([])
  /** False until the models of this library were read. */
  const known = shallowRef(false)
  const ofKind = (kind: Model['kind']) =>
    computed(() => models.value.filter((m) => m.kind === kind))

  async function read(): Promise<void> {
    models.value = library.library ? await api.models.list() : []
    known.value = true
    embeddings.value = models.value.length > 0 ? await api.embeddings.status() : []
  }
  const readQuietly = () => void read().catch(() => undefined)

  watch(
    () => library.library?.path,
    () => {
      known.value = false
      readQuietly()
    },
    { immediate: true }
  )
  // Embeddings are written many times per second; counting again is expensive.
  useChanges(['images', 'pairs', 'models', 'embeddings'], readQuietly, 2000)
  useResync(readQuietly)

  return {
    models,
    embeddings,
    known,
    clips: ofKind('clip'),
    gpts: ofKind('gpt2'),
    captioners: ofKind('captioner'),
    read
  }
})
