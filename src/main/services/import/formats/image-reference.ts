import type { ImageFinder } from '../image-probe'

/**
 * The image of a file name, path or address that another tool has written: the longest end of it that
 * is an image which is there, also without the eight digits that Label Studio puts before the name of
 * an upload; else its last part. Null for image data itself.
 */
export function imageOf(reference: string, images: ImageFinder): string | null {
  if (/^data:/i.test(reference) || reference.trim() === '') return null
  const parts = pathOf(reference)
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '..')
  const last = parts.at(-1)
  if (last === undefined) return null
  const ends = parts.map((_, index) => parts.slice(index).join('/'))
  const found = [...ends, last.replace(/^[0-9a-f]{8}-/, '')].map((name) => images.find(name))
  return found.find((name) => name !== null) ?? last
}

/** The path in an address, or in Label Studio's `/data/local-files/?d=`. */
function pathOf(reference: string): string {
  const local = /[?&]d=([^&]+)/.exec(reference)?.[1]
  const path = local ?? reference.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
