import type { DeviceName } from '../../../shared/engine-protocol'
import { DeviceMemory } from '../devices/device-memory'
import { keepsTensors, type Feeds, type MixedFeeds } from '../runtime'
import type { DeviceTensor } from '../tensor'

/** Weights where the steps read them: on the device, if tensors can stay there, taken over once. */
export class HeldWeights {
  #memory: DeviceMemory | null = null
  #source: Feeds | null = null
  #held: Record<string, DeviceTensor> = {}

  constructor(readonly device: DeviceName) {}

  /** The weights to feed. Other ones than at the last call replace those. */
  async of(weights: Feeds): Promise<MixedFeeds> {
    if (!keepsTensors(this.device)) return weights
    if (this.#source !== weights) {
      this.#dispose()
      this.#memory ??= await DeviceMemory.create(this.device)
      this.#held = await this.#memory.uploadAll(weights)
      this.#source = weights
    }
    return this.#held
  }

  async release(): Promise<void> {
    this.#dispose()
    await this.#memory?.release()
  }

  #dispose(): void {
    for (const tensor of Object.values(this.#held)) tensor.dispose()
    this.#held = {}
    this.#source = null
  }
}
