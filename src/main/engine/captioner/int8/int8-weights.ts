import type { GraphModel } from '../../graph'
import type { HostTensor } from '../../tensor/tensor'
import { floatData } from '../../tensor/tensor'
import { int8Matrices } from './int8-graph'
import { quantise, type Int8Matrix } from './quantise'
import { int8Range } from './whole-products'

/** Parameters by name: matrices that products read as int8, and all others as they are. */
export interface Int8Weights {
  matrices: ReadonlyMap<string, Int8Matrix>
  others: Record<string, HostTensor>
}

/**
 * The parameters of graphs that hold them as weights of their sessions.
 *
 * @param read A parameter's float32 values; read once, one after the other, and not kept where it
 *   becomes int8.
 * @param names All parameters.
 */
export async function int8Weights(
  graphs: readonly GraphModel[],
  names: Iterable<string>,
  read: (name: string) => HostTensor | Promise<HostTensor>
): Promise<Int8Weights> {
  const axes = new Map(graphs.flatMap((graph) => [...int8Matrices(graph)]))
  const range = await int8Range()
  const matrices = new Map<string, Int8Matrix>()
  const others: Record<string, HostTensor> = {}
  for (const name of names) {
    const tensor = await read(name)
    const axis = axes.get(name)
    const [rows = 0, columns = 0] = tensor.dims
    if (axis === undefined) others[name] = tensor
    else matrices.set(name, quantise(floatData(tensor), [rows, columns], axis, range))
  }
  return { matrices, others }
}
