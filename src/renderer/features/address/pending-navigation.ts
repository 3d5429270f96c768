import { shallowRef, type ShallowRef } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'

type Pending = Readonly<ShallowRef<RouteLocationNormalized | null>>

const known = new WeakMap<Router, Pending>()

/**
 * Where the router is on its way to, such as a screen that is still being loaded; null while it is at
 * rest. What only keeps an address in step waits for that: it would take the place of the navigation.
 */
export function pendingNavigation(router: Router): Pending {
  const before = known.get(router)
  if (before) return before
  const pending = shallowRef<RouteLocationNormalized | null>(null)
  known.set(router, pending)
  router.beforeEach((to) => {
    pending.value = to
  })
  // One that another has taken the place of ends too.
  router.afterEach((to) => {
    if (pending.value === to) pending.value = null
  })
  return pending
}
