import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { MyWork } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { useAccountStore } from '../account/account-store'
import { useLibraryStore } from '../library/library-store'

/** Others finish images all the time; one's own figures are read again at most once in this time. */
const READ_MS = 1000

/** What is given to the person here: somebody of a server, or whoever works on a part of its library. */
export const useWorkStore = defineStore('work', () => {
  const account = useAccountStore()
  const library = useLibraryStore()
  const mine = shallowRef<MyWork | null>(null)
  const read = async () => {
    mine.value = await api.workLists.mine()
  }
  /** Without a library there is none. */
  const readNow = () => void read().catch(() => undefined)
  watch([() => account.user?.name, () => library.library?.path], readNow, { immediate: true })
  useChanges(['assignments', 'images'], readNow, READ_MS)
  useResync(readNow)
  const given = computed(() => (mine.value?.lists.length ?? 0) > 0)
  return {
    mine,
    open: computed(() => mine.value?.open ?? 0),
    /** Whether work lists concern the person at all. */
    offered: computed(() => account.user !== null || given.value)
  }
})
