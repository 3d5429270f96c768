import { useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { Present } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent, windowId } from '../../api/events'
import { useAccountStore } from '../account/account-store'

/** How often at most others are told where this window is, in milliseconds. */
const SAY_MS = 300

/** Who else of a team is in the library, and where; nobody where one person works alone. */
export const usePresenceStore = defineStore('presence', () => {
  const account = useAccountStore()
  const route = useRoute()
  const people = shallowRef<Present[]>([])
  /** The image that the person here is at. */
  const imageId = ref<number | null>(null)

  const others = computed(() => people.value.filter(({ name }) => name !== account.user?.name))
  const byImage = computed(() => Map.groupBy(others.value, (person) => person.imageId))
  const namesAt = (id: number | null | undefined): string[] =>
    id ? (byImage.value.get(id) ?? []).map(({ name }) => name) : []

  async function say(): Promise<void> {
    if (account.user === null) return
    const screen = String(route.name ?? '')
    const place = { screen, imageId: imageId.value }
    people.value = await api.presence.here({ window: windowId, place })
  }
  // Without a connection nobody is told; they are once it is back.
  const saySoon = useThrottleFn(() => void say().catch(() => undefined), SAY_MS, true)
  watch([() => account.user?.name, () => route.name, imageId], () => void saySoon(), {
    immediate: true
  })
  useResync(() => void saySoon())
  useWorkbenchEvent('presence', (event) => (people.value = event.people))
  return { others, namesAt, imageId }
})

/** Tells others which image the person here is at, until the surrounding scope ends. */
export function usePresentAt(id: () => number | null): void {
  const presence = usePresenceStore()
  watch(id, (now) => (presence.imageId = now), { immediate: true })
  onScopeDispose(() => (presence.imageId = null))
}
