import { watch } from 'vue'
import { useModelsStore } from '../models/models-store'
import type { TrainForm } from './train-form'

/** A model that was removed is not chosen any more; the only fitting one is chosen by itself. */
export function useFittingModels({ form, preset }: TrainForm): void {
  const models = useModelsStore()
  watch(
    () => [models.known, models.models, form.value.presetId] as const,
    () => {
      if (!models.known) return
      const patch = preset.value?.clipPatchSize ?? null
      const fitting = models.clips.find(
        ({ details }) => patch === null || (details.kind === 'clip' && details.patchSize === patch)
      )
      if (!models.clips.some(({ id }) => id === form.value.clipModelId)) {
        form.value.clipModelId = (fitting ?? models.clips[0])?.id ?? null
      }
      if (!models.gpts.some(({ id }) => id === form.value.gptModelId)) {
        form.value.gptModelId = models.gpts[0]?.id ?? null
      }
      if (!models.captioners.some(({ id }) => id === form.value.startModelId)) {
        form.value.startModelId = null
      }
    },
    { immediate: true }
  )
}
