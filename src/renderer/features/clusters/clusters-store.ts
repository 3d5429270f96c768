import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import * as v from 'valibot'
import { DEFAULT_SHARDS, ShardCount, type RunConfig } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync } from '../../api/events'
import { useRemembered } from '../../composables/remembered'
import { useAccountStore } from '../account/account-store'

/** Name of no profile. */
export const HERE = ''

/** The clusters that work can be submitted to, and where new runs are to train and images to be captioned. */
export const useClustersStore = defineStore('clusters', () => {
  const account = useAccountStore()
  const profiles = shallowRef<string[]>([])
  const chosen = usePlace('train-on')
  const captionOn = usePlace('caption-on')
  const shards = useRemembered('caption-shards', ShardCount, DEFAULT_SHARDS)

  function usePlace(key: string) {
    const remembered = useRemembered(key, v.string(), HERE)
    return computed({
      get: () => (profiles.value.includes(remembered.value) ? remembered.value : HERE),
      set: (name: string) => (remembered.value = name)
    })
  }

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

  /** Starts a captioning job where images are to be captioned; a try stays here. */
  function caption(params: Parameters<typeof api.captioning.start>[0]): Promise<{ jobId: number }> {
    const profile = captionOn.value
    if (profile === HERE || params.endpoint || params.sample) return api.captioning.start(params)
    return api.clusters.caption({ profile, shards: shards.value, params })
  }
  return { profiles, chosen, captionOn, shards, start, caption }
})
