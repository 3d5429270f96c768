import { bindShape, dropoutBank, sizeOf, type Bindings, type GraphModel } from '../graph'
import { floats, integers, type HostTensor } from '../tensor/tensor'
import { RandomStream, uniforms } from '../../base/random'

/** The smallest number of elements kept in a bank, and how often the largest mask fits in. */
const SMALLEST_BANK = 1 << 20
const MASKS_IN_BANK = 4

/**
 * Masks of a graph's dropout sites: one bank for each rate, from the seed's random numbers, of which
 * each site takes a piece at a place drawn from (seed, step, batch of the step, site).
 */
export class DropoutFeeds {
  /** What the sites that take their own pieces read: masks, [size], by the input's name. */
  readonly banks: Readonly<Record<string, HostTensor>>
  /** Elements of a bank. */
  readonly #size: number
  readonly #masks: ReadonlyMap<number, Float32Array>

  /**
   * @param largest Axes of which one set or another bounds every batch. The banks' size follows from
   *   them alone, so that a resumed run has the same banks.
   */
  constructor(
    readonly seed: number,
    model: GraphModel,
    largest: readonly Bindings[]
  ) {
    const masks = model.dropoutSites.flatMap(({ shape }) =>
      largest.map((axes) => sizeOf(shape, axes))
    )
    const size = masks.length > 0 ? Math.max(SMALLEST_BANK, MASKS_IN_BANK * Math.max(...masks)) : 0
    const numbers = uniforms(seed, RandomStream.dropoutBank, 0, size)
    const rates = new Set(model.dropoutSites.map(({ rate }) => rate))
    this.#size = size
    this.#masks = new Map([...rates].map((rate) => [rate, masksOf(numbers, rate)]))
    const read = model.dropoutSites.flatMap((site) => ('mask' in site ? [] : [site.rate]))
    this.banks = Object.fromEntries(
      [...this.#masks].flatMap(([rate, masks]) =>
        read.includes(rate) ? [[dropoutBank(rate), floats(masks, [size])]] : []
      )
    )
  }

  /** @param batch Number of the batch inside its step; only accumulation has more than one. */
  feeds(
    { dropoutSites }: GraphModel,
    step: number,
    batch: number,
    bindings: Bindings
  ): Record<string, HostTensor> {
    if (dropoutSites.length === 0) return {}
    const all = uniforms(
      this.seed,
      RandomStream.dropoutOffset,
      step,
      (batch + 1) * dropoutSites.length
    )
    const draws = all.subarray(batch * dropoutSites.length)
    const feeds: Record<string, HostTensor> = { ...this.banks }
    dropoutSites.forEach((site, index) => {
      const dims = bindShape(site.shape, bindings)
      const length = sizeOf(dims)
      const room = this.#size - length
      if (room < 0) throw new Error(`a dropout mask of ${length} is larger than the bank`)
      const from = Math.floor((draws[index] ?? 0) * (room + 1))
      if ('mask' in site) {
        const masks = this.#masks.get(site.rate) ?? new Float32Array()
        feeds[site.mask.name] = floats(masks.subarray(from, from + length), dims)
      } else {
        feeds[site.start.name] = integers([from])
        feeds[site.end.name] = integers([from + length])
      }
    })
    return feeds
  }
}

/** 1/(1 - rate) where a uniform number is above the rate, else 0. */
function masksOf(uniform: Float32Array, rate: number): Float32Array {
  const threshold = Math.fround(rate)
  const kept = Math.fround(1 / (1 - rate))
  return uniform.map((number) => (threshold < number ? kept : 0))
}
