import * as v from 'valibot'
import { text } from './bounds'
import { EntityId } from './common'

/** Names a window to the workbench, at random: a person may have several. */
export const WindowId = v.pipe(text(64), v.minLength(1))

/** Where somebody is: a screen by its name, and the image that they are at. */
export const PresentPlace = v.object({ screen: text(40), imageId: v.nullable(EntityId) })
export type PresentPlace = v.InferOutput<typeof PresentPlace>

/** A person who is in the library now; null where their window has not said yet. */
export const Present = v.object({
  name: v.string(),
  screen: v.nullable(v.string()),
  imageId: v.nullable(EntityId)
})
export type Present = v.InferOutput<typeof Present>
