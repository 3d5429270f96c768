import type { DeviceInfo } from '../../../shared/contract/system'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import type { EngineClient } from '../engine-client/engine-client'

/** The device that a choice means on this machine, and what is known of it. */
export async function chosenDevice({
  engine,
  device
}: {
  engine: EngineClient
  device: DeviceChoice
}): Promise<DeviceInfo | undefined> {
  const devices = await engine.run('devices', {})
  return devices.find((one) => (device === 'auto' ? one.auto : one.device === device))
}
