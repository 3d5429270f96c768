/** The source places that make resized ones, in the order of `kernels.wat`. */
export interface Taps {
  /** For each sum its first place, the number of pairs, and the pairs' weights. */
  words: Int32Array
  /** The source places of all sums: from `first` to before `end`. */
  first: number
  end: number
}

/** Bits after the point; 8 bits of the byte and 2 of overshoot fit above it. */
const FRACTION_BITS = 22
/** Bits of a weight's lower part. */
const LOW_BITS = 11
const LOW = (1 << LOW_BITS) - 1

/** The filters that encoders' images are resized by, under Pillow's names. */
export type ResizeFilter = 'bicubic' | 'bilinear'

/**
 * The taps of the resized places `start` to before `start + count`, by a filter that is widened with
 * the scale (Pillow, `Resample.c`: `precompute_coeffs`).
 *
 * @param stride Bytes from one source place to the next; the first places are in bytes.
 */
export function resizeTaps(
  filter: ResizeFilter,
  sourceSize: number,
  size: number,
  { start, count, stride }: { start: number; count: number; stride: number }
): Taps {
  const scale = sourceSize / size
  const widening = Math.max(1, scale)
  const { reach, weightAt } = filters[filter]
  const support = reach * widening
  const most = Math.ceil(support) * 2 + 2
  const words = new Int32Array(count * (2 + most))
  const weights = new Float64Array(most)
  let place = 0
  let from = sourceSize
  let to = 0
  for (let index = start; index < start + count; index++) {
    const centre = (index + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - support + 0.5))
    const end = Math.min(sourceSize, Math.trunc(centre + support + 0.5))
    let sum = 0
    for (let tap = 0; tap < end - first; tap++) {
      const weight = weightAt((tap + first - centre + 0.5) * (1 / widening))
      weights[tap] = weight
      sum += weight
    }
    const fixed = (tap: number): number =>
      tap < end - first ? fixedPoint((weights[tap] ?? 0) / sum) : 0
    words[place++] = first * stride
    words[place++] = Math.ceil((end - first) / 2)
    for (let tap = 0; tap < end - first; tap += 2) {
      const [one, other] = [fixed(tap), fixed(tap + 1)]
      words[place++] = pair(one >> LOW_BITS, other >> LOW_BITS)
      words[place++] = pair(one & LOW, other & LOW)
    }
    from = Math.min(from, first)
    to = Math.max(to, end)
  }
  return { words: words.subarray(0, place), first: from, end: to }
}

/** Two 16-bit numbers in one word. */
const pair = (low: number, high: number): number => (low & 0xffff) | (high << 16)

/** Rounded half away from zero. */
const fixedPoint = (weight: number): number =>
  Math.trunc(weight * (1 << FRACTION_BITS) + (weight < 0 ? -0.5 : 0.5))

/** Keys' cubic convolution kernel with a = -0.5. */
function cubic(distance: number): number {
  const a = -0.5
  const x = Math.abs(distance)
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a
  return 0
}

/** How far each filter reaches at the scale 1, and its weight at a distance. */
const filters: Record<ResizeFilter, { reach: number; weightAt: (distance: number) => number }> = {
  bicubic: { reach: 2, weightAt: cubic },
  bilinear: { reach: 1, weightAt: (distance) => Math.max(0, 1 - Math.abs(distance)) }
}
