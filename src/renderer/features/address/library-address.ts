import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useLibraryStore } from '../library/library-store'
import { markOf, readMark } from './library-mark'
import { pendingNavigation } from './pending-navigation'

/**
 * Has every address name the open library, so that it leads to the same thing wherever it is
 * opened. `other` is the library of the address where another one is open, `waiting` where none has
 * been open yet.
 */
export function useLibraryAddress() {
  const store = useLibraryStore()
  const route = useRoute()
  const router = useRouter()
  const pending = pendingNavigation(router)
  const named = computed(() => readMark(route.query['library']))
  /** The library that was open last in this window. */
  const last = ref<string | null>(null)

  watch(
    () => [route.fullPath, store.library?.id, pending.value],
    () => {
      const { library } = store
      // An address is there once the router has read the first one.
      if (!library || pending.value || route.matched.length === 0) return
      const left = last.value !== null && last.value !== library.id
      const isOfLast = named.value?.id === last.value
      last.value = library.id
      // The address of what was in view is none that anybody asks the next library for.
      if (left && isOfLast) void router.replace({ name: route.name })
      else if (!named.value) {
        void router.replace({ ...route, query: { ...route.query, library: markOf(library) } })
      }
    },
    { immediate: true }
  )
  const other = computed(() =>
    store.library && named.value?.id !== store.library.id ? named.value : null
  )
  const waiting = computed(() =>
    store.known && !store.library && last.value === null ? named.value : null
  )
  return { other, waiting }
}
