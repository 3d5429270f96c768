import { AppError } from '../../../shared/errors'
import { checkImageAllowed } from '../../base/files/allowed-roots'
import { readBytes } from '../../base/files/regular-file'
import { getImageFile } from '../../store/images/images'
import { plainResponse } from '../window-files/window-file'
import type { Workbench } from '../workbench/workbench'
import { captioningFile } from './captioning-file'
import { cachedThumbnail } from './thumbnail-cache'

const sizes = [256, 512]

/** Bytes of an image that a browser is given as it is. */
const MAX_BYTES = 2 ** 30

/**
 * Answers a request for an image. `path` is one of `mediaPath` (shared/media.ts); `known` is the
 * `If-None-Match` header. What has no such path, or no readable image, is 404.
 */
export async function serveMedia(
  workbench: Workbench,
  path: string,
  known: string | null
): Promise<Response> {
  const [, unversioned = path, version = ''] = /^(thumbnails\/.*)\/([0-9a-f]{12})$/.exec(path) ?? []
  const [kind, ...numbers] = unversioned.split('/')
  if (!numbers.every((part) => /^\d{1,15}$/.test(part))) return plainResponse(404)
  try {
    const asked = { kind: kind ?? '', numbers: numbers.map(Number), known, version }
    return (await answer(workbench, asked)) ?? plainResponse(404)
  } catch (error) {
    // An image that was moved or damaged since its import; the window shows its own sign for it.
    if (error instanceof AppError && error.code !== 'image.no-process') return plainResponse(404)
    throw error
  }
}

interface Asked {
  kind: string
  numbers: number[]
  known: string | null
  version: string
}

async function answer(
  workbench: Workbench,
  { kind, numbers: [first = 0, second = 0, ...rest], known, version }: Asked
): Promise<Response | null> {
  if (rest.length > 0) return null
  const { library, images } = workbench
  const thumbnail = async (path: string, key: string, size: number) => ({
    data: await cachedThumbnail(images, library.root, { path, key, size }),
    contentType: 'image/webp'
  })
  if (kind === 'thumbnails' && sizes.includes(first)) {
    const file = getImageFile(library.read, second)
    workbench.missingFiles?.note(second)
    const response = await keyed(
      { path: file.path, key: `${file.contentHash}-${first}` },
      known,
      () => thumbnail(file.path, file.contentHash, first)
    )
    // An address that names the content need not be asked for twice.
    if (version !== '' && file.contentHash.startsWith(version)) {
      response.headers.set('cache-control', 'private, max-age=31536000, immutable')
    }
    return response
  }
  if (kind === 'images' && second === 0) {
    const file = getImageFile(library.read, first)
    workbench.missingFiles?.note(first)
    return keyed({ path: file.path, key: file.contentHash }, known, async () => {
      const { data, contentType } = await images.run('imageForBrowser', file.path)
      return { data: data ?? (await readBytes(file.path, MAX_BYTES)), contentType }
    })
  }
  if (kind === 'captioning') {
    const file = await captioningFile(library, first, second)
    return keyed({ path: file.path, key: `${file.key}-256` }, known, () =>
      thumbnail(file.path, file.key, 256)
    )
  }
  return null
}

/** The image at `path` under the key of its content, or 304 to a browser that holds it already. */
async function keyed(
  { path, key }: { path: string; key: string },
  known: string | null,
  read: () => Promise<{ data: Buffer; contentType: string }>
): Promise<Response> {
  await checkImageAllowed(path)
  const etag = `"${key}"`
  // An id names another image once another library is open, so the browser asks every time.
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (known?.split(',').some((tag) => tag.trim() === etag)) {
    return new Response(null, { status: 304, headers })
  }
  const { data, contentType } = await read()
  return new Response(new Uint8Array(data), {
    headers: { ...headers, 'content-type': contentType }
  })
}
