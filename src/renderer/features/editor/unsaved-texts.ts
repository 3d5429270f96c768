import * as v from 'valibot'
import { keptTexts, type KeptTexts } from '../../composables/kept-texts'

const UnsavedText = v.object({
  imageId: v.number(),
  /** Null for a caption that was never stored. */
  captionId: v.nullable(v.number()),
  /** The version that the text was made from. */
  version: v.nullable(v.number()),
  /** The text of that version, where it is known: what both texts of a conflict were made from. */
  base: v.optional(v.string()),
  text: v.string()
})
export type UnsavedText = v.InferOutput<typeof UnsavedText>

export interface UnsavedStore extends Pick<KeptTexts<UnsavedText>, 'get' | 'keep'> {
  ofImage(imageId: number): [key: string, entry: UnsavedText][]
  /** Ids of the images with unsaved texts. */
  images(): number[]
}

/** The captions of a library that were typed and not stored yet, kept in this browser. */
export function unsavedTexts(libraryPath: string): UnsavedStore {
  const { get, all, keep } = keptTexts(`viecap:unsaved:${libraryPath}`, UnsavedText)
  return {
    get,
    keep,
    ofImage: (imageId) => all().filter(([, entry]) => entry.imageId === imageId),
    images: () => [...new Set(all().map(([, entry]) => entry.imageId))]
  }
}
