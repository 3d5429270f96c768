import { readImage } from './open-image'

/** Side of the image that is transformed, and of the corner of low frequencies that is kept. */
const SIDE = 32
const KEPT = 8

/** cos((2x + 1) u π / 2N): row u, column x. */
const cosines = Float64Array.from({ length: KEPT * SIDE }, (_, i) =>
  Math.cos(((2 * (i % SIDE) + 1) * Math.floor(i / SIDE) * Math.PI) / (2 * SIDE))
)

/**
 * What an image looks like, in 64 bits: the signs against their median of the lowest frequencies of
 * a discrete cosine transform of the grey image at 32 by 32 pixels (Zauner 2010). Images that
 * differ in size, compression or a little light have few bits that differ. Sixteen hexadecimal
 * digits. Throws `image.unreadable`.
 */
export async function perceptualHash(path: string): Promise<string> {
  const pixels = await readImage(path, (image) =>
    image
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize(SIDE, SIDE, { fit: 'fill' })
      .greyscale()
      .raw()
      .toBuffer()
  )
  return hashOf(lowFrequencies(pixels))
}

/** The first 8 by 8 coefficients of the transform, [v, u] row-major. */
function lowFrequencies(pixels: Uint8Array): Float64Array {
  const rows = new Float64Array(SIDE * KEPT)
  for (let y = 0; y < SIDE; y += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0
      for (let x = 0; x < SIDE; x += 1) {
        sum += (pixels[y * SIDE + x] ?? 0) * (cosines[u * SIDE + x] ?? 0)
      }
      rows[y * KEPT + u] = sum
    }
  }
  return Float64Array.from({ length: KEPT * KEPT }, (_, i) => {
    const [v, u] = [Math.floor(i / KEPT), i % KEPT]
    let sum = 0
    for (let y = 0; y < SIDE; y += 1) {
      sum += (rows[y * KEPT + u] ?? 0) * (cosines[v * SIDE + y] ?? 0)
    }
    return sum
  })
}

function hashOf(frequencies: Float64Array): string {
  // The first is the mean brightness, which says nothing of the image.
  const sorted = frequencies.slice(1).sort()
  const median = sorted[sorted.length >> 1] ?? 0
  let hash = ''
  for (let digit = 0; digit < 16; digit += 1) {
    let value = 0
    for (let bit = 0; bit < 4; bit += 1) {
      value = value * 2 + ((frequencies[digit * 4 + bit] ?? 0) > median ? 1 : 0)
    }
    hash += value.toString(16)
  }
  return hash
}
