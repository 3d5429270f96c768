import { AppError } from '../../../shared/errors'
import { renderPicture } from '../../vision/thumbnail'
import { getImageFile } from '../../store/images'
import { plainResponse } from '../window-files/window-file'
import type { Workbench } from '../workbench/workbench'
import { captioningFile } from './captioning-file'
import { cachedThumbnail } from './thumbnail-cache'

const sizes = [256, 512]

/**
 * Answers a request for a picture. `path` is one of `mediaPath` (shared/media.ts); `known` is the
 * `If-None-Match` header. What has no such path, or no readable picture, is 404.
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
    // A picture that was moved or damaged since its import; the window shows its own sign for it.
    if (error instanceof AppError) return plainResponse(404)
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
  { library }: Workbench,
  { kind, numbers: [first = 0, second = 0, ...rest], known, version }: Asked
): Promise<Response | null> {
  if (rest.length > 0) return null
  if (kind === 'thumbnails' && sizes.includes(first)) {
    const file = getImageFile(library.read, second)
    const response = await keyed(`${file.contentHash}-${first}`, known, async () => ({
      data: await cachedThumbnail(library.root, file.path, file.contentHash, first),
      contentType: 'image/webp'
    }))
    // An address that names the content need not be asked for twice.
    if (version !== '' && file.contentHash.startsWith(version)) {
      response.headers.set('cache-control', 'private, max-age=31536000, immutable')
    }
    return response
  }
  if (kind === 'pictures' && second === 0) {
    const file = getImageFile(library.read, first)
    return keyed(file.contentHash, known, () => renderPicture(file.path))
  }
  if (kind === 'captioning') {
    const file = await captioningFile(library, first, second)
    return keyed(`${file.key}-256`, known, async () => ({
      data: await cachedThumbnail(library.root, file.path, file.key, 256),
      contentType: 'image/webp'
    }))
  }
  return null
}

/** The picture under the key of its content, or 304 to a browser that holds it already. */
async function keyed(
  key: string,
  known: string | null,
  read: () => Promise<{ data: Buffer; contentType: string }>
): Promise<Response> {
  const etag = `"${key}"`
  // An id names another picture once another library is open, so the browser asks every time.
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (known?.split(',').some((tag) => tag.trim() === etag)) {
    return new Response(null, { status: 304, headers })
  }
  const { data, contentType } = await read()
  return new Response(new Uint8Array(data), {
    headers: { ...headers, 'content-type': contentType }
  })
}
