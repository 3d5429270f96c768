import { Tensor, type InferenceSession } from './onnx-runtime'
import { bindShape, sizeOf, type Bindings, type DType, type GraphModel } from '../graph'
import type { DeviceTensor, HostTensor } from '../tensor/tensor'

export type Feeds = Readonly<Record<string, HostTensor>>
/** Tensors in the process's memory or in the device's. */
export type MixedFeeds = Readonly<Record<string, HostTensor | DeviceTensor>>

/** What a run reads: what the caller feeds, and what follows from it. */
export function ortFeeds(
  model: GraphModel,
  feeds: MixedFeeds,
  bindings: Bindings
): Record<string, Tensor> {
  const result: Record<string, Tensor> = {}
  for (const { name, shape } of model.inputs) {
    const feed = feeds[name]
    if (!feed) throw new Error(`the graph's input ${name} is not fed`)
    if (feed.dims.length !== shape.length) {
      throw new Error(
        `input ${name} has shape [${feed.dims.join(', ')}], not [${shape.join(', ')}]`
      )
    }
    result[name] = ortTensor(feed)
  }
  for (const { value, source } of model.columns) {
    const feed = feeds[source.name]
    if (!feed || !('data' in feed)) throw new Error(`the graph's input ${source.name} is not fed`)
    result[value.name] = ortTensor({ data: feed.data, dims: [...feed.dims, 1] })
  }
  for (const { value, source, start } of model.rows) {
    const feed = feeds[source.name]
    if (!feed || !('data' in feed)) throw new Error(`the graph's input ${source.name} is not fed`)
    result[value.name] = ortTensor(rowsOf(feed, start, Number(value.shape[0])))
  }
  for (const { value, compute } of model.derived) {
    const data = BigInt64Array.from(compute(bindings), BigInt)
    result[value.name] = new Tensor('int64', data, bindShape(value.shape, bindings))
  }
  return result
}

/** Names of all outputs; those in `into` come with their memory, and so does the workspace. */
export function ortFetches(model: GraphModel, into: MixedFeeds): Record<string, Tensor | null> {
  const fetches: Record<string, Tensor | null> = {}
  for (const name of model.outputs.keys()) fetches[name] = into[name] ? ortTensor(into[name]) : null
  for (const { name, dtype } of model.workspace.places.keys()) {
    if (into[name]) fetches[name] = ortTensor(into[name], dtype)
  }
  return fetches
}

/** @param dtype Of what is on the device; what is not tells its own. */
export function ortTensor(tensor: HostTensor | DeviceTensor, dtype: DType = 'float32'): Tensor {
  const { dims } = tensor
  if (!('data' in tensor)) {
    // The same memory, whatever the shape that it was made in.
    const gpuBuffer = tensor.memory as Tensor.GpuBufferType
    return Tensor.fromGpuBuffer(gpuBuffer, { dataType: dtype, dims })
  }
  return tensor.data instanceof Float32Array
    ? new Tensor('float32', tensor.data, dims)
    : new Tensor('int64', tensor.data, dims)
}

export const hostBytes = (tensor: Tensor): number =>
  tensor.location === 'cpu' && ArrayBuffer.isView(tensor.data) ? tensor.data.byteLength : 0

export const deviceTensor = (tensor: Tensor): DeviceTensor => ({
  dims: tensor.dims,
  memory: tensor.gpuBuffer,
  dispose: () => tensor.dispose()
})

export function hostTensor(tensor: InferenceSession.OnnxValueMapType[string]): HostTensor {
  const { data, dims } = tensor
  if (!(data instanceof Float32Array || data instanceof BigInt64Array)) {
    throw new Error(`an output of type ${tensor.type} was not expected`)
  }
  return { data, dims }
}

/** A view of `length` rows of a tensor. */
export function rowsOf({ data, dims }: HostTensor, start: number, length: number): HostTensor {
  const width = sizeOf(dims.slice(1))
  return {
    data: data.subarray(start * width, (start + length) * width),
    dims: [length, ...dims.slice(1)]
  }
}
