import { defineStore } from 'pinia'
import * as v from 'valibot'
import { computed, shallowRef } from 'vue'
import type { CheckSettings, CheckStyles } from '../../../shared/domain'
import { anyStyle } from '../../../shared/vietnamese/check-codes'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { useRemembered } from '../../composables/remembered'
import { useModelsStore } from '../models/models-store'

const Writing = v.object({
  modelId: v.nullable(v.number())
})

/** What captions are held against: the library's checks, and the GPT-2 whose tokens are counted. */
export const useWritingStore = defineStore('writing', () => {
  const models = useModelsStore()
  const chosen = useRemembered('writing', Writing, { modelId: null })
  const checks = shallowRef<CheckSettings>({ ...anyStyle, ignored: [] })
  const take = async (settings: Promise<CheckSettings>) => {
    checks.value = await settings
  }
  /** Without a library there are none. */
  const read = () => void take(api.checker.settings()).catch(() => undefined)
  read()
  useChanges(['checks'], read)
  useResync(read)
  return {
    /** How the library's texts are to be written, and what its checks leave alone. */
    checks,
    setStyles: (styles: CheckStyles) => take(api.checker.setStyles(styles)),
    ignore: (word: string) => take(api.checker.ignore({ word })),
    stopIgnoring: (word: string) => take(api.checker.stopIgnoring({ word })),
    /** The chosen model, else the first; null where the library has none. */
    modelId: computed({
      get: () =>
        models.gpts.find(({ id }) => id === chosen.value.modelId)?.id ?? models.gpts[0]?.id ?? null,
      set: (modelId) => (chosen.value = { ...chosen.value, modelId })
    })
  }
})
