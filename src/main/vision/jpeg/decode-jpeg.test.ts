import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type JpegOptions, type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { compileKernel } from '../../../../scripts/jpeg-kernel'
import type { PictureSize } from '../resample/rgb'
import { kernelBytes } from './bytes'
import { decodeJpeg } from './decode-jpeg'

it('has a kernel that is what its source compiles to', async () => {
  expect((await compileKernel()).equals(kernelBytes)).toBe(true)
}, 120_000)

const whole = ({ width, height }: PictureSize) => ({ left: 0, top: 0, width, height })

/** Pixels that leave no coefficient zero, and edges that overshoot. */
function picture(width: number, height: number): Sharp {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)]
    const edge = (x >> 4) % 2 === (y >> 4) % 2 ? 255 : 0
    return x < width / 2 ? edge : (i * 7919 + ((i * i) % 8191)) % 256
  })
  return sharp(data, { raw: { width, height, channels: 3 } })
}

const fixture = (name: string) =>
  readFile(join(import.meta.dirname, '../../../../test/fixtures/jpeg', `${name}.jpg`))

const byLibvips = (file: Buffer) => sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer()

async function expectSame(file: Buffer): Promise<void> {
  const decoded = decodeJpeg(file, whole)
  expect(decoded && Buffer.from(decoded.data).equals(await byLibvips(file))).toBe(true)
}

describe('decodeJpeg', () => {
  const options = [30, 85, 100].flatMap((quality): JpegOptions[] =>
    ['4:2:0', '4:4:4'].flatMap((chromaSubsampling) =>
      [false, true].map((progressive) => ({ quality, chromaSubsampling, progressive }))
    )
  )
  it.each(options)('gives the bytes of libjpeg: %o', async (given) => {
    for (const [width, height] of [
      [64, 64],
      [33, 47],
      [97, 35],
      [200, 131]
    ] as const) {
      await expectSame(await picture(width, height).jpeg(given).toBuffer())
    }
  })

  it('gives the bytes of libjpeg for grey pictures and trellis quantisation', async () => {
    await expectSame(await picture(77, 55).greyscale().jpeg().toBuffer())
    await expectSame(await picture(77, 55).greyscale().jpeg({ progressive: true }).toBuffer())
    await expectSame(await picture(77, 55).jpeg({ mozjpeg: true }).toBuffer())
  })

  // Written by Pillow: half as many columns of chroma, and restarts after some MCUs.
  it.each(['half-width', 'half-width-progressive', 'restarts'])(
    'gives the bytes of libjpeg for %s.jpg',
    async (name) => expectSame(await fixture(name))
  )

  it('gives the bytes of the wanted part', async () => {
    for (const chromaSubsampling of ['4:2:0', '4:4:4']) {
      const file = await picture(150, 90).jpeg({ chromaSubsampling }).toBuffer()
      const part = { left: 41, top: 17, width: 60, height: 31 }
      const decoded = decodeJpeg(file, () => part)
      // It begins at an even column.
      const wider = { ...part, left: 40, width: 61 }
      expect(decoded).toMatchObject({ ...wider, whole: { width: 150, height: 90 } })
      const expected = await sharp(file).extract(wider).raw().toBuffer()
      expect(decoded && Buffer.from(decoded.data).equals(expected)).toBe(true)
    }
  })

  it('leaves what is not plain to others', async () => {
    const cmyk = await picture(64, 64).toColourspace('cmyk').jpeg().toBuffer()
    const small = await picture(9, 9).jpeg().toBuffer()
    const png = await picture(64, 64).png().toBuffer()
    const rgb = await fixture('rgb')
    for (const file of [cmyk, small, png, rgb, Buffer.alloc(0), Buffer.from([0xff, 0xd8])]) {
      expect(decodeJpeg(file, whole)).toBeNull()
    }
  })

  it.each([false, true])(
    'leaves files that are cut short to others (progressive: %s)',
    async (progressive) => {
      const file = await picture(64, 48).jpeg({ progressive }).toBuffer()
      for (let length = 0; length < file.length; length += 7) {
        expect(decodeJpeg(file.subarray(0, length), whole)).toBeNull()
      }
    }
  )

  it.each([false, true])(
    'comes to an end with files that were tampered with (progressive: %s)',
    async (progressive) => {
      const file = await picture(64, 48).jpeg({ progressive }).toBuffer()
      for (let place = 2; place < file.length; place += 3) {
        const changed = Buffer.from(file)
        changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8))
        const decoded = decodeJpeg(changed, whole)
        if (decoded) expect(decoded.data).toHaveLength(3 * decoded.width * decoded.height)
      }
      await expectSame(file)
    }
  )
})
