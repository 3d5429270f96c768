import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeRgb } from './clip-preprocess'
import { imageForBrowser, makeThumbnail } from './thumbnail'
import { readImageInfo } from './image-info'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'viecap-vision-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** A 40x20 image: left half red, right half blue. */
const sample = () =>
  sharp(
    Buffer.from(
      Array.from({ length: 40 * 20 }, (_, i) => (i % 40 < 20 ? [255, 0, 0] : [0, 0, 255])).flat()
    ),
    { raw: { width: 40, height: 20, channels: 3 } }
  )

async function put(name: string, data: Buffer | string): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, data)
  return path
}

/** A small file whose header promises a grey PNG of this size. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const pixels = deflateSync(Buffer.alloc(width + 1))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels)])
}

describe('readImageInfo', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff'] as const)('reads %s', async (format) => {
    const path = await put(`plain.${format}`, await sample().toFormat(format).toBuffer())
    expect(await readImageInfo(path)).toEqual({ width: 40, height: 20, format, lacksEnd: false })
  })

  it('gives the size after EXIF orientation', async () => {
    const path = await put(
      'turned.jpg',
      await sample().jpeg().withMetadata({ orientation: 6 }).toBuffer()
    )
    expect(await readImageInfo(path)).toMatchObject({ width: 20, height: 40, format: 'jpeg' })
  })

  it.each([
    ['a text file', 'text.jpg', () => 'this is no image', /not a JPEG, PNG/],
    ['an empty file', 'empty.png', () => '', /not a JPEG, PNG|cut short/],
    [
      'an SVG',
      'drawing.png',
      () => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      /SVG is not supported/
    ],
    ['a PDF', 'page.jpg', () => '%PDF-1.4\n1 0 obj<<>>endobj\n', /not a JPEG, PNG/]
  ])('refuses %s', async (_what, name, content, detail) => {
    const path = await put(name, content())
    await expect(readImageInfo(path)).rejects.toMatchObject({
      code: 'image.unreadable',
      params: { path, detail: expect.stringMatching(detail) }
    })
  })

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff'] as const)(
    'refuses %s cut short',
    async (format) => {
      const noise = Buffer.from(Array.from({ length: 90 * 90 * 3 }, (_, i) => (i * 7919) % 251))
      const whole = await sharp(noise, { raw: { width: 90, height: 90, channels: 3 } })
        .toFormat(format)
        .toBuffer()
      const path = await put(`short.${format}`, whole.subarray(0, Math.floor(whole.length / 2)))
      await expect(readImageInfo(path)).rejects.toMatchObject({ code: 'image.unreadable' })
    }
  )

  it('refuses an image with too many pixels before decoding it', async () => {
    const path = await put('bomb.png', hugePng(30_000, 30_000))
    await expect(readImageInfo(path)).rejects.toMatchObject({
      code: 'image.unreadable',
      params: { detail: expect.stringContaining('million pixels') }
    })
    await expect(makeThumbnail(path, 64)).rejects.toMatchObject({ code: 'image.unreadable' })
    await expect(imageForBrowser(path)).rejects.toMatchObject({ code: 'image.unreadable' })
  })

  it('refuses a missing file', async () => {
    await expect(readImageInfo(join(dir, 'none.jpg'))).rejects.toMatchObject({
      code: 'image.unreadable',
      params: { detail: 'the file is missing or cannot be read' }
    })
  })
})

describe('makeThumbnail', () => {
  it('is WebP, upright and no larger than asked', async () => {
    const path = await put(
      'thumb.jpg',
      await sample().jpeg().withMetadata({ orientation: 6 }).toBuffer()
    )
    const metadata = await sharp(await makeThumbnail(path, 16)).metadata()
    expect(metadata).toMatchObject({ format: 'webp', width: 8, height: 16 })
  })

  it('does not enlarge', async () => {
    const path = await put('small.png', await sample().png().toBuffer())
    const metadata = await sharp(await makeThumbnail(path, 256)).metadata()
    expect(metadata).toMatchObject({ width: 40, height: 20 })
  })
})

describe('imageForBrowser', () => {
  it('serves what a browser shows as it is', async () => {
    const path = await put('as-is.png', await sample().png().toBuffer())
    expect(await imageForBrowser(path)).toEqual({ data: null, contentType: 'image/png' })
  })

  it('turns an image upright', async () => {
    const path = await put(
      'render.jpg',
      await sample().jpeg().withMetadata({ orientation: 6 }).toBuffer()
    )
    const { data, contentType } = await imageForBrowser(path)
    expect(contentType).toBe('image/jpeg')
    expect(await sharp(data ?? '').metadata()).toMatchObject({
      width: 20,
      height: 40,
      format: 'jpeg'
    })
  })

  it('encodes TIFF anew', async () => {
    const path = await put('scan.tiff', await sample().tiff().toBuffer())
    expect((await imageForBrowser(path)).contentType).toBe('image/jpeg')
  })
})

describe('what files are, by their content', () => {
  it('a JPEG that lacks its end marker alone is read, with a note', async () => {
    const whole = await sample().jpeg().toBuffer()
    const path = await put('no-end.jpg', whole.subarray(0, -2))
    expect(await readImageInfo(path)).toMatchObject({ width: 40, height: 20, lacksEnd: true })
    expect(await sharp(await makeThumbnail(path, 16)).metadata()).toMatchObject({ width: 16 })
    expect(await decodeRgb(path, 'stored')).toEqual(
      await decodeRgb(await put('end.jpg', whole), 'stored')
    )
  })

  it.each([1, 2, 3, 40, 200])('one that lacks %i bytes more is refused', async (missing) => {
    const noise = Buffer.from(Array.from({ length: 90 * 90 * 3 }, (_, i) => (i * 7919) % 251))
    const whole = await sharp(noise, { raw: { width: 90, height: 90, channels: 3 } })
      .jpeg()
      .toBuffer()
    const path = await put(`cut-${missing}.jpg`, whole.subarray(0, -2 - missing))
    await expect(readImageInfo(path)).rejects.toMatchObject({
      params: { detail: 'the file is damaged or truncated' }
    })
  })

  it.each([
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['JPEG XL', Buffer.from([0xff, 0x0a, 0, 0])],
    ['Photoshop (PSD)', Buffer.from('8BPS\0\x01', 'latin1')],
    ['SVG', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')]
  ])('%s is named', async (name, content) => {
    const path = await put('named.jpg', content)
    await expect(readImageInfo(path)).rejects.toMatchObject({
      params: { detail: `${name} is not supported here; convert it to JPEG or PNG` }
    })
  })

  it('CLIP sees an image upright, or as it is stored', async () => {
    const turned = await sample().jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const path = await put('seen.jpg', turned)
    const upright = await decodeRgb(path, 'upright')
    const stored = await decodeRgb(path, 'stored')
    expect([upright.width, upright.height]).toEqual([20, 40])
    expect([stored.width, stored.height]).toEqual([40, 20])
    // Left of what is stored is above once it is turned by a quarter to the right.
    expect(upright.data[0]).toBeGreaterThan(200)
    expect(upright.data.at(-3)).toBeLessThan(60)
  })
})
