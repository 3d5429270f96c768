import * as v from 'valibot'
import { computed, ref, shallowRef } from 'vue'
import { DEFAULT_PROMPT, EndpointChoice, type LocalEndpoint } from '../../../shared/domain'
import { api } from '../../api/client'
import { useAction } from '../../composables/action'
import { useRemembered } from '../../composables/remembered'

const Form = v.object({ url: v.string(), modelName: v.string(), prompt: v.string() })

/** Names that vision models go by: one of them is proposed where an endpoint has several. */
const SEES = /vl\b|vl:|vision|llava|gemma-?3|minicpm-v|moondream|pixtral|internvl|bakllava/i

/**
 * Which vision model writes, and what it is asked. Address, model and prompt are remembered for all
 * libraries; the key is sent to the workbench, which keeps it, and is not held here.
 */
export function useEndpointForm() {
  const form = useRemembered('endpoint', Form, { url: '', modelName: '', prompt: '' })
  /** As it is typed; empty for the one that is kept. */
  const key = ref('')
  /** The models of the address that was asked last; another address has other ones. */
  const listed = shallowRef({ url: '', models: [] as readonly string[] })
  const models = computed(() => (listed.value.url === form.value.url ? listed.value.models : []))
  const local = shallowRef<LocalEndpoint[]>([])
  /** Whether this machine was asked for servers. */
  const searched = ref(false)

  function take(url: string, found: readonly string[]): void {
    listed.value = { url, models: found }
    const { modelName } = form.value
    const proposed = found.find((name) => SEES.test(name)) ?? found[0] ?? ''
    form.value = { ...form.value, url, modelName: found.includes(modelName) ? modelName : proposed }
  }
  const listing = useAction(async () => {
    const typed = key.value.trim()
    const { url } = form.value
    const answer = await api.endpoints.models({ url, ...(typed && { key: typed }) })
    // A key that the endpoint took is kept for its captioning jobs.
    if (typed) await api.endpoints.saveKey({ url, key: typed })
    key.value = ''
    take(answer.url, answer.models)
  })
  const searching = useAction(async () => {
    local.value = await api.endpoints.findLocal()
    const [first] = local.value
    if (first && !form.value.url.trim()) take(first.url, first.models)
  })
  /** Looks for servers of this machine, and at the models of the address that is remembered. */
  async function begin(): Promise<void> {
    await Promise.all([searching.run(), form.value.url.trim() ? listing.run() : undefined])
    searched.value = true
  }
  const choice = computed<EndpointChoice | null>(() => {
    const { url, modelName, prompt } = form.value
    const checked = v.safeParse(EndpointChoice, {
      url,
      modelName,
      prompt: prompt.trim() || DEFAULT_PROMPT
    })
    return checked.success ? checked.output : null
  })
  return { form, key, models, local, searched, listing, searching, choice, begin, take }
}
export type EndpointForm = ReturnType<typeof useEndpointForm>
