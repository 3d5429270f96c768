/** Multipliers and key increments of Philox 4x32 (Salmon et al., "Parallel random numbers", 2011). */
const M0 = 0xd2511f53
const M1 = 0xcd9e8d57
const W0 = 0x9e3779b9
const W1 = 0xbb67ae85
const ROUNDS = 10

/** What a stream of random numbers is for; each use has a stream of its own. */
export const RandomStream = {
  initialWeights: 1,
  order: 2,
  dropoutBank: 3,
  dropoutOffset: 4,
  batchOrder: 5,
  sentenceNoise: 6,
  initialLora: 7,
  sampling: 8,
  bootstrap: 9,
  augmentation: 10,
  swaps: 11,
  imageMap: 12,
  adjudication: 13,
  assignments: 14
} as const
export type RandomStream = (typeof RandomStream)[keyof typeof RandomStream]

/** High 32 bits of the product of two unsigned 32-bit numbers, as a signed one. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)
  const other = Math.imul(aLow, bHigh) + (middle & 0xffff)
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (other >>> 16)) | 0
}

/**
 * Philox4x32-10: four 32-bit numbers from a counter and a key, with no state in between, so that
 * any number of a run can be drawn again by itself.
 */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number]
): [number, number, number, number] {
  const four = new Uint32Array(4)
  philoxInto(four, ...counter, ...key)
  return [four[0] ?? 0, four[1] ?? 0, four[2] ?? 0, four[3] ?? 0]
}

/** `philox` into `four`, for loops that draw millions. */
export function philoxInto(
  four: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = mulHigh(M0, c0)
    const high1 = mulHigh(M1, c2)
    const low0 = Math.imul(M0, c0)
    const low1 = Math.imul(M1, c2)
    c0 = high1 ^ c1 ^ k0
    c1 = low1
    c2 = high0 ^ c3 ^ k1
    c3 = low0
    k0 = (k0 + W0) | 0
    k1 = (k1 + W1) | 0
  }
  four[0] = c0
  four[1] = c1
  four[2] = c2
  four[3] = c3
}

/**
 * Uniform numbers in [0, 1) with 24 bits, exact in float32.
 *
 * @param stream What they are for.
 * @param index Which draw of the stream, such as the step or the epoch.
 */
export function uniforms(
  seed: number,
  stream: RandomStream,
  index: number,
  count: number
): Float32Array {
  const result = new Float32Array(count)
  for (let block = 0; block * 4 < count; block++) {
    const four = philox([block, index, stream, 0], [seed >>> 0, 0])
    for (let lane = 0; lane < 4 && block * 4 + lane < count; lane++) {
      result[block * 4 + lane] = ((four[lane] ?? 0) >>> 8) / 2 ** 24
    }
  }
  return result
}

/** Standard normal numbers (Box and Muller), drawn as `uniforms` are. */
export function normals(
  seed: number,
  stream: RandomStream,
  index: number,
  count: number
): Float32Array {
  const draws = uniforms(seed, stream, index, 2 * count)
  return Float32Array.from({ length: count }, (_, place) => {
    // 1 - u lies in (0, 1], where the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - (draws[2 * place] ?? 0)))
    return radius * Math.cos(2 * Math.PI * (draws[2 * place + 1] ?? 0))
  })
}

/** The numbers 0 to count - 1 in random order (Fisher and Yates). */
export function shuffled(
  count: number,
  seed: number,
  stream: RandomStream,
  index: number
): number[] {
  const order = Array.from({ length: count }, (_, position) => position)
  for (let last = count - 1; last > 0; last--) {
    const [high, low] = philox([last, index, stream, 0], [seed >>> 0, 0])
    // 53 bits: the remainder favours no position that could be seen.
    const other = ((high >>> 5) * 2 ** 26 + (low >>> 6)) % (last + 1)
    const [a, b] = [order[last] ?? 0, order[other] ?? 0]
    order[last] = b
    order[other] = a
  }
  return order
}
