import { imageKindOf, type ImageKind } from '../../../base/files/image-kind'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { refuseId } from '../image-id'

const ENDINGS: Partial<Record<ImageKind, string>> = { jpeg: 'jpg', tiff: 'tif' }

/** The usual ending of an image's file by its content, with the dot; `.bin` where it is no image. */
export function endingOf(content: Uint8Array): string {
  const kind = imageKindOf(content)
  return `.${kind === null ? 'bin' : (ENDINGS[kind] ?? kind)}`
}

/**
 * The name of an image that comes inside another file: the name that it has there, without the
 * folders of the machine that it was made on, or else `fallback`; with the ending of its content
 * where it has none of an image.
 */
export function nameInside(name: string | null, content: Uint8Array, fallback: string): string {
  const given = (name ?? '').replaceAll('\\', '/').normalize('NFC')
  const leaves = refuseId(given) !== null
  const steps = leaves ? given.split('/').slice(-1) : given.split('/')
  const inside = steps.filter((step) => step !== '.' && step !== '').join('/')
  const kept = refuseId(inside) === null ? inside : fallback
  return IMAGE_NAME.test(kept) ? kept : kept + endingOf(content)
}
