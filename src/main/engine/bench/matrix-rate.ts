import type { DeviceName } from '../../../shared/engine-protocol'
import { GraphBuilder, writeModel } from '../graph'
import { openSession } from '../runtime'
import { floats } from '../tensor'

const SIDE = 2048
const REPEATS = 5

/** Operations a second of one large matrix product [2048, 2048] · [2048, 2048], at its best. */
export async function matrixRate(device: DeviceName): Promise<number> {
  const b = new GraphBuilder()
  const x = b.input('x', 'float32', [SIDE, SIDE])
  const y = b.input('y', 'float32', [SIDE, SIDE])
  // Only a row of sums comes back, so that the transfer does not count.
  b.output('sums', b.reduce('ReduceSum', b.gemm(x, y), [0], false))
  const session = await openSession(writeModel(b), device)
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, index) => Math.sin(index))
  const feeds = { x: floats(data, [SIDE, SIDE]), y: floats(data, [SIDE, SIDE]) }
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const began = performance.now()
    await session.run(feeds, {})
    if (repeat > 0) best = Math.min(best, performance.now() - began)
  }
  await session.release()
  return (2 * SIDE ** 3 * 1000) / best
}
