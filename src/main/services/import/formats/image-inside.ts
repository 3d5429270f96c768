import type { ImageFinder } from '../image-probe'
import { imageOf } from './image-reference'
import { nameInside } from './name-inside'

/** An image that a record of another tool names, or holds itself. */
export interface RecordImage {
  name: string
  content?: Uint8Array
}

/**
 * The image of a record by what may be references to it, the likeliest first: a file that is there,
 * else the image itself where the record has it as a data address, else a file of that name. Null
 * where none is any.
 *
 * @param fallback Name of an image that has none.
 */
export function imageFrom(
  references: readonly string[],
  images: ImageFinder,
  fallback: string
): RecordImage | null {
  const names = references.flatMap((one) => imageOf(one, images) ?? [])
  const there = names.find((name) => images.find(name) !== null)
  if (there !== undefined) return { name: there }
  const content = references.map(contentOf).find((bytes) => bytes !== null)
  const [name] = names
  if (content) return { name: nameInside(name ?? null, content, fallback), content }
  return name === undefined ? null : { name }
}

/** The bytes of an image in a data address; null for any other text. */
function contentOf(reference: string): Uint8Array | null {
  const data = /^data:image\/[\w.+-]+;base64,/i.exec(reference)?.[0]
  if (data === undefined) return null
  const bytes = Buffer.from(reference.slice(data.length), 'base64')
  return bytes.length > 0 ? bytes : null
}
