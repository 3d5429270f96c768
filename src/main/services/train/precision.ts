import type { RunConfig } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { EngineClient } from '../engine-client/engine-client'
import { chosenDevice } from './chosen-device'

/**
 * Throws `train.no-half` where a run asks for half precision and the device that it would run on
 * cannot, before any work is done for it.
 */
export async function checkPrecision(
  { engine, device }: { engine: EngineClient; device: DeviceChoice },
  { precision }: RunConfig
): Promise<void> {
  if (precision !== 'float16') return
  const chosen = await chosenDevice({ engine, device })
  if (chosen?.usable && !chosen.half) throw new AppError('train.no-half', { device: chosen.device })
}
