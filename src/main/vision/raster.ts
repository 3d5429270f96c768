import sharp from 'sharp'
import { cutToSize } from './clip-preprocess'

// `open-image` shuts every loader but those of raster files; a drawing of our own comes as text.
sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })

const rasterise = (svg: string) => sharp(Buffer.from(svg)).removeAlpha().toColourspace('srgb')

/** An SVG drawing as a JPEG file's bytes, in its own size. It must hold no text: no font is sure. */
export const drawingToJpeg = (svg: string): Promise<Buffer> =>
  rasterise(svg).jpeg({ quality: 88 }).toBuffer()

/** An SVG drawing as a PNG file's bytes, at twice its size. Its text takes whatever font the machine has. */
export const drawingToPng = (svg: string): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: 144 }).png().toBuffer()

/**
 * An SVG drawing's pixels, resized to a square as CLIP would.
 *
 * @returns [side, side, 3], bytes.
 */
export async function drawingToPixels(svg: string, side: number): Promise<Uint8Array> {
  const { data, info } = await rasterise(svg).raw().toBuffer({ resolveWithObject: true })
  return cutToSize(
    { data, width: info.width, height: info.height },
    { resize: { shorterSide: side }, imageSize: side, filter: 'bicubic' }
  ).data
}
