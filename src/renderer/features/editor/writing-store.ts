import { defineStore } from 'pinia'
import * as v from 'valibot'
import { computed } from 'vue'
import { ToneStyle } from '../../../shared/domain'
import { useRemembered } from '../../composables/remembered'
import { useModelsStore } from '../models/models-store'

const Writing = v.object({
  toneStyle: v.nullable(ToneStyle),
  modelId: v.nullable(v.number())
})

/** What captions are held against: a tone style, and the GPT-2 whose tokens are counted. */
export const useWritingStore = defineStore('writing', () => {
  const models = useModelsStore()
  const chosen = useRemembered('writing', Writing, { toneStyle: null, modelId: null })
  return {
    toneStyle: computed({
      get: () => chosen.value.toneStyle,
      set: (toneStyle) => (chosen.value = { ...chosen.value, toneStyle })
    }),
    /** The chosen model, else the first; null where the library has none. */
    modelId: computed({
      get: () =>
        models.gpts.find(({ id }) => id === chosen.value.modelId)?.id ?? models.gpts[0]?.id ?? null,
      set: (modelId) => (chosen.value = { ...chosen.value, modelId })
    })
  }
})
