import * as v from 'valibot'
import { useRemembered } from '../../composables/remembered'

const UnsavedText = v.object({
  imageId: v.number(),
  /** Null for a caption that was never stored. */
  captionId: v.nullable(v.number()),
  /** The version that the text was made from. */
  version: v.nullable(v.number()),
  text: v.string()
})
export type UnsavedText = v.InferOutput<typeof UnsavedText>

/**
 * Texts that were typed but not stored yet, kept in this browser for each library. They outlive a
 * failed save, a reload and a dead workbench.
 */
export function useUnsavedTexts(libraryPath: string) {
  const texts = useRemembered(`unsaved:${libraryPath}`, v.record(v.string(), UnsavedText), {})
  return {
    get: (key: string): UnsavedText | undefined => texts.value[key],
    ofImage: (imageId: number): [string, UnsavedText][] =>
      Object.entries(texts.value).filter(([, entry]) => entry.imageId === imageId),
    images: (): number[] => [...new Set(Object.values(texts.value).map((entry) => entry.imageId))],
    keep(key: string, entry: UnsavedText | null): void {
      const others = Object.entries(texts.value).filter(([other]) => other !== key)
      texts.value = Object.fromEntries(entry ? [...others, [key, entry]] : others)
    }
  }
}
export type UnsavedTexts = ReturnType<typeof useUnsavedTexts>
