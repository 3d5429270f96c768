import type { DeviceName } from '../../../../shared/engine-protocol'
import { keepsTensors, type Feeds, type MixedFeeds } from '../session'
import type { DeviceTensor } from '../../tensor/tensor'
import { DeviceMemory } from './device-memory'

/** Weights where a device's sessions read them: on the device, if tensors can stay there, taken over once. */
export class HeldWeights {
  #memory: DeviceMemory | null = null
  /** Compared alone: nobody else may need the host's copy any more. */
  #source: WeakRef<MixedFeeds> | null = null
  #uploaded: Record<string, DeviceTensor> = {}
  #feeds: MixedFeeds = {}

  constructor(readonly device: DeviceName) {}

  /**
   * The weights to feed. Other ones than at the last call replace those; what is on the device
   * already is read where it is, and stays its owner's.
   */
  async of(weights: MixedFeeds): Promise<MixedFeeds> {
    if (!keepsTensors(this.device)) return weights
    if (this.#source?.deref() !== weights) {
      this.#dispose()
      this.#uploaded = await this.#upload(onHost(weights))
      this.#feeds = { ...weights, ...this.#uploaded }
      this.#source = new WeakRef(weights)
    }
    return this.#feeds
  }

  async release(): Promise<void> {
    this.#dispose()
    await this.#memory?.release()
  }

  async #upload(weights: Feeds): Promise<Record<string, DeviceTensor>> {
    if (Object.keys(weights).length === 0) return {}
    this.#memory ??= await DeviceMemory.create(this.device)
    return this.#memory.uploadAll(weights)
  }

  #dispose(): void {
    for (const tensor of Object.values(this.#uploaded)) tensor.dispose()
    this.#uploaded = {}
    this.#feeds = {}
    this.#source = null
  }
}

const onHost = (weights: MixedFeeds): Feeds =>
  Object.fromEntries(
    Object.entries(weights).flatMap(([name, tensor]) => ('data' in tensor ? [[name, tensor]] : []))
  )
