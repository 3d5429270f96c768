import { openSession } from '../../runtime/session'
import { GraphBuilder, writeModel } from '../../graph'
import { floatData, floats } from '../../tensor/tensor'
import { int8Graph } from './int8-graph'
import { FULL_RANGE } from './quantise'

/** Where two products do not fit into 16 bits: 2 · 255 · 63 does. */
const SAFE_RANGE = 63

let tried: Promise<number> | null = null

/**
 * What the largest number of an int8 row may become on this processor. With AVX2 or AVX-512 alone the
 * runtime adds two products of u8 by s8 in 16 bits, which are cut off at their ends; processors with
 * VNNI add in 32. A product of the largest numbers tells, once in the life of the process.
 */
export const int8Range = (): Promise<number> =>
  (tried ??= addsWhole().then((whole) => (whole ? FULL_RANGE : SAFE_RANGE)))

async function addsWhole(): Promise<boolean> {
  const size = 64
  const b = new GraphBuilder()
  const x = b.input('x', 'float32', [1, size])
  b.output('y', b.gemm(x, b.weight('w', [size, size])))
  const values = new Int8Array(size * size).fill(FULL_RANGE)
  const scales = new Float32Array(size).fill(1)
  const matrix = { dims: [size, size], values, scales, axis: 1 } as const
  const { model, weights } = int8Graph(writeModel(b), new Map([['w', matrix]]))
  const session = await openSession(model, 'cpu', { weights })
  const { y } = await session.run({ x: floats(new Float32Array(size).fill(1), [1, size]) }, {})
  await session.release()
  return floatData(y).every((sum) => Math.round(sum) === size * FULL_RANGE)
}
