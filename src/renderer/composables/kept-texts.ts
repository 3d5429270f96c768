import * as v from 'valibot'

/** Entries by name, kept in this browser. */
export interface KeptTexts<Entry> {
  get(key: string): Entry | undefined
  all(): [key: string, entry: Entry][]
  /** Remembers an entry, or forgets it when it is stored (null). */
  keep(key: string, entry: Entry | null): void
}

/**
 * Texts that were typed and not stored yet, under one name of this browser's storage. They outlive a
 * failed save, a reload, a closed tab and a dead workbench.
 */
export function keptTexts<S extends v.GenericSchema>(
  place: string,
  schema: S
): KeptTexts<v.InferOutput<S>> {
  type Entries = Record<string, v.InferOutput<S>>
  const Entries = v.record(v.string(), schema)

  function read(): Entries {
    try {
      const parsed = v.safeParse(Entries, JSON.parse(localStorage.getItem(place) ?? '{}'))
      return parsed.success ? parsed.output : {}
    } catch {
      return {}
    }
  }
  return {
    get: (key) => read()[key],
    all: () => Object.entries(read()),
    keep(key, entry) {
      const others = Object.entries(read()).filter(([other]) => other !== key)
      const all = entry === null ? others : [...others, [key, entry]]
      try {
        if (all.length === 0) localStorage.removeItem(place)
        else localStorage.setItem(place, JSON.stringify(Object.fromEntries(all)))
      } catch {
        // A full storage must not stand in the way of typing and saving.
      }
    }
  }
}
