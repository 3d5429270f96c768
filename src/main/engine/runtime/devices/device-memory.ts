import type { DeviceName } from '../../../../shared/engine-protocol'
import { GraphBuilder, sizeOf, writeModel } from '../../graph'
import { openSession, type Feeds, type GraphSession } from '../session'
import type { DeviceTensor, HostTensor } from '../../tensor/tensor'

/**
 * Takes float32 tensors to a device's memory and back. The runtime's own way back ends the process,
 * so that both go through graphs that compute nothing.
 */
export class DeviceMemory {
  private constructor(
    readonly uploadSession: GraphSession,
    readonly comingOut: GraphSession,
    readonly making: GraphSession
  ) {}

  /** @param device One that `keepsTensors`. */
  static async create(device: DeviceName): Promise<DeviceMemory> {
    const copy = new GraphBuilder()
    copy.output('copy', copy.input('tensor', 'float32', ['N']))
    const model = writeModel(copy)
    const zeros = new GraphBuilder()
    zeros.output('zeros', zeros.fill(0, ['N']))
    return new DeviceMemory(
      await openSession(model, device, { keep: ['copy'] }),
      await openSession(model, device),
      await openSession(writeModel(zeros), device, { keep: ['zeros'] })
    )
  }

  async upload({ data, dims }: HostTensor): Promise<DeviceTensor> {
    const { kept } = await this.uploadSession.runKeeping(
      { tensor: { data, dims: [data.length] } },
      {}
    )
    return shaped(kept['copy'], dims)
  }

  async uploadAll(tensors: Feeds): Promise<Record<string, DeviceTensor>> {
    const uploaded: Record<string, DeviceTensor> = {}
    for (const [name, tensor] of Object.entries(tensors)) {
      uploaded[name] = await this.upload(tensor)
    }
    return uploaded
  }

  async zeros(dims: readonly number[]): Promise<DeviceTensor> {
    const { kept } = await this.making.runKeeping({}, { N: sizeOf(dims) })
    return shaped(kept['zeros'], dims)
  }

  async download(tensor: DeviceTensor): Promise<HostTensor> {
    const { copy } = await this.comingOut.run({ tensor: shaped(tensor, [sizeOf(tensor.dims)]) }, {})
    if (!copy) throw new Error('the copy has no output')
    return { data: copy.data, dims: tensor.dims }
  }

  async release(): Promise<void> {
    await this.uploadSession.release()
    await this.comingOut.release()
    await this.making.release()
  }
}

/** The same memory under another shape. */
function shaped(tensor: DeviceTensor | undefined, dims: readonly number[]): DeviceTensor {
  if (!tensor) throw new Error('the tensor did not stay on the device')
  return { ...tensor, dims }
}
