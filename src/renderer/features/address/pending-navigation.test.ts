import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { pendingNavigation } from './pending-navigation'

const screen = { template: '<p />' }

test('a navigation is pending until its screen is loaded, and one that another replaces is not', async () => {
  const loaded = Promise.withResolvers<typeof screen>()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: screen },
      { path: '/slow', component: () => loaded.promise },
      { path: '/other', component: screen }
    ]
  })
  const pending = pendingNavigation(router)
  expect(pendingNavigation(router)).toBe(pending)
  await router.push('/')
  expect(pending.value).toBeNull()

  const slow = router.push('/slow')
  await expect.poll(() => pending.value?.path).toBe('/slow')
  const other = router.push('/other')
  await expect.poll(() => pending.value?.path ?? null).not.toBe('/slow')
  loaded.resolve(screen)
  await Promise.all([slow, other])
  expect(pending.value).toBeNull()
  expect(router.currentRoute.value.path).toBe('/other')
})
