import { cpus, totalmem } from 'node:os'
import type { DeviceInfo } from '../../../../shared/contract/system'
import type { RunConfig } from '../../../../shared/domain'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import { cardMemory } from './card-memory'
import { graphicsCards, isSoftware } from './graphics-cards'
import { runProbe } from './probe-process'
import { unusableReason } from './reasons'
import { outputsStayUncopied } from '../uncopied-outputs'

/** Largest error of the probe's probabilities; a graphics card's exp is a little coarser. */
const TOLERANCE = 1e-4
/** The same with products in half precision, of about 4 each, which round to 0.002. */
const HALF_TOLERANCE = 1e-2

/** A device by itself, whatever `auto` takes. */
export type ProbedDevice = Omit<DeviceInfo, 'auto'>

const probes = new Map<DeviceName, Promise<ProbedDevice>>()

/** Whether a device works here: its name, or why not. Found out once in the life of this process. */
export function probeDevice(device: DeviceName): Promise<ProbedDevice> {
  const known = probes.get(device)
  if (known) return known
  const probe = device === 'cpu' ? processor() : tryDevice(device)
  probes.set(device, probe)
  return probe
}

/** Throws `train.no-half` where the device cannot compute in the precision. */
export async function checkPrecision(
  device: DeviceName,
  precision: RunConfig['precision']
): Promise<void> {
  if (precision === 'float16' && !(await probeDevice(device)).half) {
    throw new AppError('train.no-half', { device })
  }
}

async function processor(): Promise<ProbedDevice> {
  const cores = cpus()
  // Without a word, so that it is the same in every language.
  const detail = `${cores[0]?.model.trim() ?? process.arch} × ${cores.length}`
  const uncopied = await outputsStayUncopied()
  return {
    ...plain,
    device: 'cpu',
    usable: true,
    detail,
    ...(uncopied ? {} : { note: toErrorInfo(new AppError('device.copied-outputs')) }),
    memory: ownMemory()
  }
}

/** A container may be given less than the machine has; zero or more than all means that it is not. */
const ownMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity)

/** What is so where nothing else was found. */
const plain = { memory: null, largestTensor: null, half: false, software: false }

async function tryDevice(device: DeviceName): Promise<ProbedDevice> {
  const { report, log, ending } = await runProbe(device)
  const unusable = (reason: AppError): ProbedDevice => ({
    ...plain,
    device,
    usable: false,
    ...worded(reason)
  })
  if (!report) return unusable(new AppError('device.crashed', { detail: ending ?? '' }))
  if ('error' in report) {
    return unusable(unusableReason(device, process.platform, report.error, log))
  }
  if (!within(report.difference, TOLERANCE)) {
    return unusable(new AppError('device.wrong-numbers'))
  }
  const cards = graphicsCards(log)
  const found: ProbedDevice = {
    ...plain,
    device,
    usable: true,
    detail: cards.join(', ') || 'graphics card',
    largestTensor: report.largestTensor,
    half: within(report.halfDifference, HALF_TOLERANCE)
  }
  if (device === 'webgpu' && isSoftware(process.platform, report.files, cards)) {
    return { ...found, software: true, ...worded(new AppError('device.software')) }
  }
  return { ...found, memory: await cardMemory(process.platform, log) }
}

const within = (difference: number | null, tolerance: number): boolean =>
  difference !== null && difference <= tolerance

const worded = (reason: AppError): Pick<DeviceInfo, 'detail' | 'note'> => ({
  detail: reason.message,
  note: toErrorInfo(reason)
})
