import { useLocalStorage } from '@vueuse/core'
import * as v from 'valibot'
import { watch, type Ref } from 'vue'

const PREFIX = 'viecap:'

type Keep = (name: string, stored: string) => void
let keepElsewhere: Keep = () => undefined

/** Has what is remembered from now on kept elsewhere too, as it is stored here. */
export const alsoKeepBy = (keep: Keep): void => void (keepElsewhere = keep)

/** Takes up what was kept elsewhere, where this browser remembers nothing under its name. */
export function takeUp(kept: Readonly<Record<string, string>>): void {
  for (const [name, stored] of Object.entries(kept)) {
    try {
      if (localStorage.getItem(PREFIX + name) === null) localStorage.setItem(PREFIX + name, stored)
    } catch {
      // A full storage: the window starts as one that remembers nothing.
    }
  }
}

/**
 * A value that survives reload and restart: in this browser, and wherever `alsoKeepBy` says. What is
 * stored is checked by `schema`; anything else, such as a value of an older version, gives
 * `fallback`. `ofThisWindow`: what other windows do with it does not change it here.
 */
export function useRemembered<S extends v.GenericSchema>(
  key: string,
  schema: S,
  fallback: v.InferOutput<S>,
  { ofThisWindow = false } = {}
): Ref<v.InferOutput<S>> {
  // A copy: what is changed later must not change the fallback of the next one.
  const fresh = (): v.InferOutput<S> => structuredClone(fallback)
  const value = useLocalStorage<v.InferOutput<S>>(PREFIX + key, fresh(), {
    serializer: {
      read: (stored) => {
        try {
          const parsed = v.safeParse(schema, JSON.parse(stored))
          return parsed.success ? parsed.output : fresh()
        } catch {
          return fresh()
        }
      },
      write: (value) => JSON.stringify(value)
    },
    writeDefaults: false,
    listenToStorageChanges: !ofThisWindow
  })
  watch(value, (now) => keepElsewhere(key, JSON.stringify(now)), { deep: true })
  return value
}
