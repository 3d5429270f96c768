import type { DeviceName } from '../../../../shared/engine-protocol'
import { HeldWeights } from '../../runtime/devices/held-weights'
import { GraphBuilder, writeModel, type Products } from '../../graph'
import { openSession } from '../../runtime/session'
import { floats } from '../../tensor/tensor'

const SIDE = 2048
const REPEATS = 5

/** Operations per second of one large matrix product [2048, 2048] · [2048, 2048], at its best. */
export async function matrixRate(device: DeviceName, products: Products): Promise<number> {
  const b = new GraphBuilder(products)
  const x = b.input('x', 'float32', [SIDE, SIDE])
  const y = b.input('y', 'float32', [SIDE, SIDE])
  // The factors are on the device, and only a row of sums comes back: no transfer counts.
  b.output('sums', b.reduce('ReduceSum', b.gemm(x, y), [0], false))
  const session = await openSession(writeModel(b), device)
  const held = new HeldWeights(device)
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, index) => Math.sin(index))
  const factor = floats(data, [SIDE, SIDE])
  const feeds = await held.of({ x: factor, y: factor })
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const began = performance.now()
    await session.run(feeds, {})
    if (repeat > 0) best = Math.min(best, performance.now() - began)
  }
  await held.release()
  await session.release()
  return (2 * SIDE ** 3 * 1000) / best
}
