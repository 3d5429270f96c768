import { useThrottleFn, whenever } from '@vueuse/core'
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { ScreenName } from '../../app/router'
import { pendingNavigation } from './pending-navigation'

/** What an address says of its screen. */
export type Asked<Name extends string> = Partial<Record<Name, string>>

/** Browsers refuse to change an address more than a hundred times in half a minute. */
const PAUSE_MS = 350

interface ScreenAddress<Name extends string> {
  screen: ScreenName
  names: readonly Name[]
  /** What the screen shows, as its address says it. */
  shown: () => Asked<Name>
  /** Shows what an address says: at once, and for every link, back and forward. */
  take: (asked: Asked<Name>) => void
  /** The address says nothing, as that of the navigation: the screen stays as it is. */
  stay?: () => void
  /** Whether going from one to the other is a step, to which "back" returns. */
  isStep?: (from: Asked<Name>, to: Asked<Name>) => boolean
}

/** Keeps the address of a screen and what it shows in step. */
export function useScreenAddress<Name extends string>({
  screen,
  names,
  shown,
  take,
  stay = () => undefined,
  isStep = () => false
}: ScreenAddress<Name>): void {
  const route = useRoute()
  const router = useRouter()
  const pending = pendingNavigation(router)

  const asked = (): Asked<Name> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = route.query[name]
        return typeof value === 'string' ? [[name, value]] : []
      })
    ) as Asked<Name>
  /** For comparing; null where the address is another screen's, which leaves this one. */
  const ofRoute = () => (route.name === screen ? JSON.stringify(ordered(asked())) : null)
  const ordered = (said: Asked<Name>) => names.map((name) => said[name] ?? null)

  function write(how: 'push' | 'replace'): void {
    if (pending.value) {
      whenever(
        () => !pending.value,
        () => write(how),
        { once: true }
      )
      return
    }
    const now = shown()
    if (ofRoute() === null || ofRoute() === JSON.stringify(ordered(now))) return
    const others = Object.entries(route.query).filter(([name]) => !names.includes(name as Name))
    const query = { ...now, ...Object.fromEntries(others) }
    void router[how]({ name: screen, params: route.params, query })
  }
  /** At once, and no more often: the last one is written too. */
  const refine = useThrottleFn(() => write('replace'), PAUSE_MS, true)

  watch(
    ofRoute,
    (now) => {
      if (now === null || now === JSON.stringify(ordered(shown()))) return
      if (Object.keys(asked()).length > 0) {
        take(asked())
        return
      }
      stay()
      write('replace')
    },
    { immediate: true }
  )
  watch(
    () => JSON.stringify(ordered(shown())),
    () => {
      if (isStep(asked(), shown())) write('push')
      else void refine()
    }
  )
}
