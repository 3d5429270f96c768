/** Interleaved red, green and blue bytes, [height, width, 3]. */
export interface RgbPicture {
  data: Uint8Array
  width: number
  height: number
}
interface Size {
  width: number
  height: number
}
/** A rectangle inside the resized picture. */
interface Cut extends Size {
  left: number
  top: number
}

/**
 * Part of `picture` resized to `size` by Pillow's bicubic filter, byte for byte: antialiased by
 * widening the filter with the scale, horizontal before vertical, and fixed-point sums rounded to
 * bytes after each (Pillow, `Resample.c`). Other resamplers round and place the filter otherwise.
 */
export function resizeBicubic(picture: RgbPicture, size: Size, cut: Cut): RgbPicture {
  const columns = filterTaps(picture.width, size.width, cut.left, cut.width)
  const rows = filterTaps(picture.height, size.height, cut.top, cut.height)
  const top = Math.min(...rows.map(({ first }) => first))
  const bottom = Math.max(...rows.map(({ first, weights }) => first + weights.length))

  const narrow = new Uint8Array((bottom - top) * cut.width * 3)
  for (let y = top; y < bottom; y++) {
    resampleRow(picture.data, 3 * picture.width * y, columns, narrow, 3 * cut.width * (y - top))
  }
  const data = new Uint8Array(cut.height * cut.width * 3)
  const sums = new Int32Array(3 * cut.width)
  rows.forEach(({ first, weights }, y) => {
    mixRows(narrow, first - top, weights, sums)
    const target = data.subarray(sums.length * y, sums.length * (y + 1))
    sums.forEach((sum, place) => (target[place] = toByte(sum)))
  })
  return { data, width: cut.width, height: cut.height }
}

/** The source pixels that make one resized pixel, with their fixed-point weights. */
interface Taps {
  first: number
  weights: Int32Array
}

/** Bits after the point; 8 bits of the pixel and 2 of overshoot fit above it. */
const fractionBits = 22
const half = 1 << (fractionBits - 1)

/** Resamples one row of pixels. `imul` keeps the sums whole numbers, several times as fast. */
function resampleRow(
  from: Uint8Array,
  start: number,
  taps: readonly Taps[],
  to: Uint8Array,
  toStart: number
): void {
  let target = toStart
  for (const { first, weights } of taps) {
    let red = half
    let green = half
    let blue = half
    let source = start + 3 * first
    for (let tap = 0; tap < weights.length; tap++) {
      const weight = weights[tap] ?? 0
      red = (red + Math.imul(weight, from[source] ?? 0)) | 0
      green = (green + Math.imul(weight, from[source + 1] ?? 0)) | 0
      blue = (blue + Math.imul(weight, from[source + 2] ?? 0)) | 0
      source += 3
    }
    to[target] = toByte(red)
    to[target + 1] = toByte(green)
    to[target + 2] = toByte(blue)
    target += 3
  }
}

/** `sums` = Σ weight · row over the rows from `first` on, each as long as `sums`, before rounding. */
function mixRows(from: Uint8Array, first: number, weights: Int32Array, sums: Int32Array): void {
  const length = sums.length
  sums.fill(half)
  for (let tap = 0; tap < weights.length; tap++) {
    const weight = weights[tap] ?? 0
    const start = (first + tap) * length
    for (let place = 0; place < length; place++) {
      sums[place] = ((sums[place] ?? 0) + Math.imul(weight, from[start + place] ?? 0)) | 0
    }
  }
}

const toByte = (sum: number): number => Math.min(255, Math.max(0, sum >> fractionBits))

/** Taps of the resized pixels `start` to before `start + count`. */
function filterTaps(sourceSize: number, size: number, start: number, count: number): Taps[] {
  const scale = sourceSize / size
  const widening = Math.max(1, scale)
  const support = 2 * widening
  return Array.from({ length: count }, (_, index) => {
    const centre = (start + index + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - support + 0.5))
    const end = Math.min(sourceSize, Math.trunc(centre + support + 0.5))
    const weights = Array.from({ length: end - first }, (_unused, tap) =>
      bicubic((tap + first - centre + 0.5) * (1 / widening))
    )
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return { first, weights: Int32Array.from(weights, (weight) => fixedPoint(weight / sum)) }
  })
}

/** Rounded half away from zero. */
const fixedPoint = (weight: number): number =>
  Math.trunc(weight * (1 << fractionBits) + (weight < 0 ? -0.5 : 0.5))

/** Keys' cubic convolution kernel with a = -0.5. */
function bicubic(distance: number): number {
  const a = -0.5
  const x = Math.abs(distance)
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a
  return 0
}
