import { floatData, floats, type HostTensor } from '../../tensor/tensor'

export type Weights = Readonly<Record<string, HostTensor>>

/**
 * The running average of the weights of several models of the same shapes, summed in float64 and
 * rounded to float32 once, so that equal weights average to themselves exactly. Its memory does not
 * grow with the number of models.
 */
export class WeightAverage {
  readonly #sums = new Map<string, { dims: readonly number[]; sum: Float64Array }>()
  #count = 0

  /** Models in it. */
  get count(): number {
    return this.#count
  }

  /** Throws `RangeError` where the tensors are not those of the first model. */
  add(weights: Weights): void {
    if (this.#count > 0) this.#requireSameNames(weights)
    for (const [name, tensor] of Object.entries(weights)) {
      const data = floatData(tensor)
      const known = this.#sums.get(name)
      if (!known) {
        this.#sums.set(name, { dims: tensor.dims, sum: Float64Array.from(data) })
        continue
      }
      const { sum } = known
      // A model has hundreds of millions of values: a plain loop.
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (data[at] ?? 0)
    }
    this.#count++
  }

  /** The average, with one more model in it where `extra` is given, which is not added. */
  mean(extra?: Weights): Record<string, HostTensor> {
    if (extra && this.#count > 0) this.#requireSameNames(extra)
    const count = this.#count + (extra ? 1 : 0)
    const mean: Record<string, HostTensor> = {}
    for (const [name, { dims, sum }] of this.#sums) {
      const more = extra ? floatData(extra[name]) : null
      const values = new Float32Array(sum.length)
      for (let at = 0; at < values.length; at++) {
        values[at] = ((sum[at] ?? 0) + (more?.[at] ?? 0)) / count
      }
      mean[name] = floats(values, dims)
    }
    return mean
  }

  #requireSameNames(weights: Weights): void {
    const names = Object.keys(weights)
    const fits = ([name, { dims }]: [string, HostTensor]): boolean => {
      const wanted = this.#sums.get(name)?.dims
      return wanted?.join() === dims.join()
    }
    if (names.length === this.#sums.size && Object.entries(weights).every(fits)) return
    throw new RangeError('only weights of the same names and shapes can be averaged')
  }
}
