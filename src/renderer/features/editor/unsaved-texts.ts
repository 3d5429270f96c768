import * as v from 'valibot'

const UnsavedText = v.object({
  imageId: v.number(),
  /** Null for a caption that was never stored. */
  captionId: v.nullable(v.number()),
  /** The version that the text was made from. */
  version: v.nullable(v.number()),
  text: v.string()
})
export type UnsavedText = v.InferOutput<typeof UnsavedText>

const UnsavedTexts = v.record(v.string(), UnsavedText)

export interface UnsavedStore {
  get(key: string): UnsavedText | undefined
  ofImage(imageId: number): [key: string, entry: UnsavedText][]
  /** Ids of the images with unsaved texts. */
  images(): number[]
  /** Remembers a text, or forgets it when it is stored (null). */
  keep(key: string, entry: UnsavedText | null): void
}

/**
 * Texts that were typed but not stored yet, kept in this browser for each library. They outlive a
 * failed save, a reload and a dead workbench.
 */
export function unsavedTexts(libraryPath: string): UnsavedStore {
  const place = `viecap:unsaved:${libraryPath}`

  function read(): v.InferOutput<typeof UnsavedTexts> {
    try {
      const parsed = v.safeParse(UnsavedTexts, JSON.parse(localStorage.getItem(place) ?? '{}'))
      return parsed.success ? parsed.output : {}
    } catch {
      return {}
    }
  }
  return {
    get: (key) => read()[key],
    ofImage: (imageId) => Object.entries(read()).filter(([, entry]) => entry.imageId === imageId),
    images: () => [...new Set(Object.values(read()).map((entry) => entry.imageId))],
    keep(key, entry) {
      const others = Object.entries(read()).filter(([other]) => other !== key)
      const all = entry ? [...others, [key, entry]] : others
      try {
        if (all.length === 0) localStorage.removeItem(place)
        else localStorage.setItem(place, JSON.stringify(Object.fromEntries(all)))
      } catch {
        // A full storage must not stand in the way of typing and saving.
      }
    }
  }
}
