import type { ClipDetails, GptDetails, RunConfig } from '../../../shared/domain'
import type { DeviceChoice, DeviceName } from '../../../shared/engine-protocol'
import type { EngineClient } from '../engine-client/engine-client'
import { chosenDevice } from './chosen-device'
import { estimateMemory } from './memory'

/** What a run needs of the memory of the device that it would run on, in bytes. */
export interface MemoryPlan {
  device: DeviceName
  needed: number
  /** All that the device has; null if unknown. */
  available: number | null
}

/**
 * The estimate beside what the chosen device has; null where that device does not work here.
 *
 * @param facts.longest Characters of the longest text that the run trains on.
 */
export async function memoryOnDevice(
  { engine, device }: { engine: EngineClient; device: DeviceChoice },
  config: RunConfig,
  facts: { clip: Pick<ClipDetails, 'embeddingSize'>; gpt: GptDetails; longest: number }
): Promise<MemoryPlan | null> {
  const chosen = await chosenDevice({ engine, device })
  if (!chosen?.usable) return null
  const { clip, gpt, longest } = facts
  const needed = estimateMemory(config, clip, gpt, { longest, device: chosen.device })
  return { device: chosen.device, needed, available: chosen.memory }
}
