import { cpus } from 'node:os'
import type { DeviceInfo } from '../../../shared/contract/system'
import type { DeviceName } from '../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { graphicsCards, isSoftware } from './graphics-cards'
import { runProbe } from './probe-process'
import { unusableReason } from './reasons'

export interface DeviceProbe extends DeviceInfo {
  /** Whether the processor plays the device: right, but slower than the CPU itself. */
  software: boolean
}

/** Largest error of the probe's probabilities; a graphics card's exp is a little coarser. */
const TOLERANCE = 1e-4

const probes = new Map<DeviceName, Promise<DeviceProbe>>()

/** Whether a device works here: its name, or why not. Found out once in the life of this process. */
export function probeDevice(device: DeviceName): Promise<DeviceProbe> {
  const known = probes.get(device)
  if (known) return known
  const probe = device === 'cpu' ? Promise.resolve(processor()) : tryDevice(device)
  probes.set(device, probe)
  return probe
}

function processor(): DeviceProbe {
  const cores = cpus()
  const detail = `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} threads`
  return { device: 'cpu', usable: true, software: false, detail }
}

async function tryDevice(device: DeviceName): Promise<DeviceProbe> {
  const { report, log, ending } = await runProbe(device)
  const unusable = (reason: AppError): DeviceProbe => ({
    device,
    usable: false,
    software: false,
    ...worded(reason)
  })
  if (!report) return unusable(new AppError('device.crashed', { detail: ending ?? '' }))
  if ('error' in report) {
    return unusable(unusableReason(device, process.platform, report.error, log))
  }
  if (!(report.difference !== null && report.difference <= TOLERANCE)) {
    return unusable(new AppError('device.wrong-numbers'))
  }
  const cards = graphicsCards(log)
  if (device === 'webgpu' && isSoftware(process.platform, report.files, cards)) {
    return { device, usable: true, software: true, ...worded(new AppError('device.software')) }
  }
  return { device, usable: true, software: false, detail: cards.join(', ') || 'graphics card' }
}

const worded = (reason: AppError): Pick<DeviceInfo, 'detail' | 'note'> => ({
  detail: reason.message,
  note: toErrorInfo(reason)
})
