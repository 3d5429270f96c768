import * as v from 'valibot'
import { computed, watch } from 'vue'
import { useRemembered } from '../../composables/remembered'
import { captionerOf, useCaptionerOptions } from '../captioner/captioner-options'
import { useEndpointForm } from '../endpoint/endpoint-form'
import { useModelsStore } from '../models/models-store'
import { useRunsStore } from '../runs/runs-store'

export const WRITERS = ['captioner', 'endpoint', 'train'] as const
export type Writer = (typeof WRITERS)[number]

const Form = v.object({
  folder: v.string(),
  /** Null until somebody chooses: a captioner where there is one, else a vision model. */
  writer: v.nullable(v.picklist(WRITERS)),
  captioner: v.nullable(v.union([v.string(), v.number()])),
  /** The job of the first captions. */
  job: v.nullable(v.number())
})

/** Which photos are to be captioned and by what. It survives a reload. */
export function usePhotosForm(libraryPath: string) {
  const form = useRemembered(`photos:${libraryPath}`, Form, {
    folder: '',
    writer: null,
    captioner: null,
    job: null
  })
  const runs = useRunsStore()
  const models = useModelsStore()
  const captioners = useCaptionerOptions()
  const endpoint = useEndpointForm()
  watch(
    captioners,
    (list) => {
      if (!runs.known || !models.known) return
      if (list.some(({ value }) => value === form.value.captioner)) return
      form.value.captioner = list[0]?.value ?? null
    },
    { immediate: true }
  )
  const writer = computed<Writer>({
    get: () => form.value.writer ?? (captioners.value.length > 0 ? 'captioner' : 'endpoint'),
    set: (chosen) => (form.value.writer = chosen)
  })
  /** What a captioning job is started with, or null while something is missing. */
  const params = computed(() => {
    const path = form.value.folder.trim()
    const source = { kind: 'folder' as const, path }
    const { captioner } = form.value
    if (path === '') return null
    if (writer.value === 'captioner') {
      return captioner === null ? null : { source, ...captionerOf(captioner) }
    }
    if (writer.value === 'endpoint') {
      return endpoint.choice.value && { source, endpoint: endpoint.choice.value }
    }
    return null
  })
  return { form, writer, captioners, endpoint, params }
}
export type PhotosForm = ReturnType<typeof usePhotosForm>
