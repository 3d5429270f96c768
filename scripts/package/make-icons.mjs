import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from '../support/root.mjs'

const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
/** Apple's names of PNG images by their size in pixels; `@2x` images have names of their own. */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024]
]

/**
 * Draws `resources/icon.svg` into `dir`: `png/16x16.png` and so on for Linux, `icon.ico` for Windows,
 * `icon.icns` for macOS, whose icons keep a margin of a tenth as Apple's template does.
 */
export async function makeIcons(dir) {
  const svg = readFileSync(join(root, 'resources', 'icon.svg'))
  const draw = async (size, margin = 0) => {
    const inner = Math.round(size * (1 - 2 * margin))
    const before = Math.floor((size - inner) / 2)
    const after = size - inner - before
    const image = sharp(svg, { density: (72 * size) / 32 }).resize(inner, inner)
    return image
      .extend({ top: before, left: before, bottom: after, right: after, background: '#0000' })
      .png()
      .toBuffer()
  }
  mkdirSync(join(dir, 'png'), { recursive: true })
  for (const size of pngSizes) {
    writeFileSync(join(dir, 'png', `${size}x${size}.png`), await draw(size))
  }
  const ico = await Promise.all(icoSizes.map(async (size) => [size, await draw(size)]))
  writeFileSync(join(dir, 'icon.ico'), encodeIco(ico))
  const icns = await Promise.all(
    icnsTypes.map(async ([type, size]) => [type, await draw(size, 0.1)])
  )
  writeFileSync(join(dir, 'icon.icns'), encodeIcns(icns))
}

/** An ICO file of PNG images: a head, an entry of 16 bytes each, the images; 256 is written as 0. */
function encodeIco(images) {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  for (const [index, [size, png]] of images.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...images.map(([, png]) => png)])
}

/** An ICNS file: `icns` and the length of all, then for each image its type, length and PNG. */
function encodeIcns(images) {
  const part = (type, content) => {
    const head = Buffer.alloc(8)
    head.write(type, 'ascii')
    head.writeUInt32BE(8 + content.length, 4)
    return Buffer.concat([head, content])
  }
  return part('icns', Buffer.concat(images.map(([type, png]) => part(type, png))))
}
