import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import * as v from 'valibot'
import type { RunConfig } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync } from '../../api/events'
import { useRemembered } from '../../composables/remembered'
import { useAccountStore } from '../account/account-store'

/** Name of no profile. */
export const HERE = ''

/** The clusters that runs can be submitted to, and where new runs are to train. */
export const useClustersStore = defineStore('clusters', () => {
  const account = useAccountStore()
  const profiles = shallowRef<string[]>([])
  const remembered = useRemembered('train-on', v.string(), HERE)
  const chosen = computed({
    get: () => (profiles.value.includes(remembered.value) ? remembered.value : HERE),
    set: (name: string) => (remembered.value = name)
  })

  function read(): void {
    if (!account.may('clusters', 'profiles')) return
    api.clusters.profiles().then(
      (names) => (profiles.value = names),
      () => undefined
    )
  }
  watch(() => account.user, read, { immediate: true })
  useResync(read)

  /** Starts runs where new runs are to train, and returns their ids. */
  async function start(configs: RunConfig[]): Promise<string[]> {
    if (chosen.value === HERE) return (await api.runs.startAll(configs)).map(({ runId }) => runId)
    return (await api.clusters.start({ profile: chosen.value, configs })).runIds
  }
  return { profiles, chosen, start }
})
