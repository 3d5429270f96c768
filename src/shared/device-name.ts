import type { DeviceInfo } from './contract/system'

export type DeviceName = DeviceInfo['device']
export type DeviceChoice = DeviceName | 'auto'
