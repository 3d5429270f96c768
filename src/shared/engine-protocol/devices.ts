import type { DeviceInfo } from '../contract/system'

/** Tells which devices work here. */
export interface DevicesTask {
  devices: { input: Record<string, never>; event: never; output: DeviceInfo[] }
}
