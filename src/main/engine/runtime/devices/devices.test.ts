import { readdirSync, readlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { GraphBuilder, writeModel } from '../../graph'
import { openSession } from '../session'
import { devices } from '../../server/tasks/devices'
import { automaticDevice, chooseDevice } from './choose-device'
import { dxgiMemory } from './card-memory'
import { graphicsCards, isSoftware } from './graphics-cards'
import { TaskControl } from '../../server/tasks/task-control'
import { probeDevice } from './probe-device'
import { runProbe } from './probe-process'
import { unusableReason } from './reasons'

const { yieldNow } = new TaskControl()
const context = { yieldNow, emit: () => undefined }

describe('devices of this machine', () => {
  it('are named where they work, and say what to do where they do not', async () => {
    const found = await devices({}, context)
    expect(found.map(({ device }) => device)).toEqual(['cpu', 'webgpu', 'cuda'])
    expect(found[0]?.usable).toBe(true)
    for (const { detail } of found) expect(detail).not.toBe('')
  })

  it('are tried once', () => {
    expect(probeDevice('cuda')).toBe(probeDevice('cuda'))
  })

  it('give auto a card that works and is none of software, else the CPU', async () => {
    const found = await devices({}, context)
    const cards = found.filter(({ device, usable, software }) => {
      return device !== 'cpu' && usable && !software
    })
    expect(await chooseDevice('auto')).toBe(cards[0]?.device ?? 'cpu')
    expect(await chooseDevice('cpu')).toBe('cpu')
  })

  const real = { usable: true, software: false }
  const software = { usable: true, software: true }
  const none = { usable: false, software: false }

  it.each([
    ['webgpu', { webgpu: real, cuda: real }, ['webgpu']],
    ['cuda', { webgpu: none, cuda: real }, ['webgpu', 'cuda']],
    ['cuda', { webgpu: software, cuda: real }, ['webgpu', 'cuda']],
    ['cpu', { webgpu: software, cuda: none }, ['webgpu', 'cuda']],
    ['cpu', { webgpu: none, cuda: none }, ['webgpu', 'cuda']]
  ] as const)('give auto %s where they are %j', async (expected, cards, tried) => {
    const asked: string[] = []
    const probe = (device: DeviceName) => {
      asked.push(device)
      return Promise.resolve(device === 'cpu' ? real : cards[device])
    }
    expect(await automaticDevice(probe)).toBe(expected)
    expect(asked).toEqual(tried)
  })

  it.each(['webgpu', 'cuda'] as const)('refuse %s with the reason, if at all', async (device) => {
    const { usable, detail } = await probeDevice(device)
    const choice = chooseDevice(device)
    if (usable) await expect(choice).resolves.toBe(device)
    else {
      const params = { device, detail: detail.replace(/\.$/, '') }
      await expect(choice).rejects.toMatchObject({ code: 'engine.device-unavailable', params })
    }
  })

  it('can take their process down without taking ours', async () => {
    // A preloaded file stands for a driver that dies.
    const died = await runProbe('webgpu', {
      NODE_OPTIONS: `--import "data:text/javascript,process.kill(process.pid,'SIGSEGV')"`
    })
    expect(died.report).toBeNull()
    expect(died.ending).toMatch(/signal|exit code/)
  })
})

describe('why a device cannot be used', () => {
  const noAdapter = 'Error: … Failed to get a WebGPU adapter: No supported adapters'

  it.each([
    ['linux', "Warning: Couldn't load Vulkan: libvulkan.so.1", 'libvulkan1'],
    ['linux', 'Warning: vkCreateInstance: Found no drivers!', 'supports Vulkan'],
    ['win32', '', 'Direct3D 12'],
    ['darwin', '', 'Metal']
  ] as const)('names the driver that is missing on %s', (platform, log, part) => {
    expect(unusableReason('webgpu', platform, noAdapter, log).message).toContain(part)
  })

  it('says how CUDA is got, or that there is none', () => {
    const message =
      'Error: OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library'
    expect(unusableReason('cuda', 'linux', message, '').code).toBe('device.cuda-missing')
    const none = 'Error: no available backend found. ERR: [cuda] backend not found.'
    expect(unusableReason('cuda', 'darwin', none, '').code).toBe('device.not-in-runtime')
  })

  it('passes on the first line of any other message', () => {
    const { params } = unusableReason('webgpu', 'linux', 'Error: lost\nat x', '')
    expect(params).toEqual({ detail: 'Error: lost' })
  })
})

describe('graphics cards', () => {
  it('have their memory in the log on Windows', () => {
    const line = 'type:1, metadata: [Description=NVIDIA, DxgiVideoMemory=24142 MB, Discrete=1]'
    expect(dxgiMemory(line)).toBe(24142 * 2 ** 20)
    expect(dxgiMemory('type:0, metadata: []')).toBeNull()
  })

  const line = (type: number, vendor: string, metadata: string): string =>
    `[I:onnxruntime] Discovered OrtHardwareDevice {vendor_id:0x10de, device_id:0x2684, vendor:${vendor}, type:${type}, metadata: [${metadata}]}\n`

  it('are named by their description, else by vendor and id; processors are not', () => {
    const log =
      line(0, 'AMD', '') +
      line(1, 'NVIDIA', 'LUID=1, Description=NVIDIA GeForce RTX 4090, Discrete=1') +
      line(1, 'Intel', '')
    expect(graphicsCards(log)).toEqual(['NVIDIA GeForce RTX 4090', 'Intel 0x2684'])
  })

  it('are real where their files are open or, off Linux, where there are any', () => {
    expect(isSoftware('linux', ['/dev/null'], ['NVIDIA'])).toBe(true)
    expect(isSoftware('linux', ['/dev/null', '/dev/dri/renderD128'], [])).toBe(false)
    expect(isSoftware('linux', ['/dev/nvidia0'], [])).toBe(false)
    expect(isSoftware('win32', [], [])).toBe(true)
    expect(isSoftware('win32', [], ['AMD Radeon'])).toBe(false)
    expect(isSoftware('darwin', [], [])).toBe(false)
  })
})

it.runIf(process.platform === 'linux')('keeps the runtime from reporting its use', async () => {
  const b = new GraphBuilder()
  b.output('one', b.fill(1, [1]))
  const session = await openSession(writeModel(b), 'cpu')
  const files = readdirSync('/proc/self/fd').flatMap((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`)
    } catch {
      return []
    }
  })
  // Its reports wait in a database of this name.
  expect(files.filter((file) => file.includes('onnxruntime.db'))).toEqual([])
  await session.release()
})
