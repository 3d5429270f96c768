import { useLocalStorage } from '@vueuse/core'
import * as v from 'valibot'
import type { Ref } from 'vue'

/**
 * A value that survives reload and restart in this browser. What is stored is checked by `schema`;
 * anything else, such as a value of an older version, gives `fallback`.
 */
export function useRemembered<S extends v.GenericSchema>(
  key: string,
  schema: S,
  fallback: v.InferOutput<S>
): Ref<v.InferOutput<S>> {
  // A copy: what is changed later must not change the fallback of the next one.
  const fresh = (): v.InferOutput<S> => structuredClone(fallback)
  return useLocalStorage<v.InferOutput<S>>(`viecap:${key}`, fresh(), {
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
    writeDefaults: false
  })
}
