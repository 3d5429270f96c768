import { expect, test } from 'vitest'
import type { DeviceInfo } from '../../../shared/contract/system'
import type { EngineClient } from '../engine-client/engine-client'
import { KnownDevices } from './known-devices'

/** An engine that answers when it is told to. */
function slowEngine() {
  const calls: PromiseWithResolvers<DeviceInfo[]>[] = []
  const run = () => {
    const call = Promise.withResolvers<DeviceInfo[]>()
    calls.push(call)
    return call.promise
  }
  return { calls, engine: { run } as unknown as EngineClient }
}

const cpu = { device: 'cpu', usable: true } as DeviceInfo

test('what is known is told at once, and looking is one question for all', async () => {
  const { engine, calls } = slowEngine()
  const devices = new KnownDevices(engine)
  expect(devices.known).toBeNull()
  expect(devices.known).toBeNull()
  const looked = devices.look()
  expect(calls).toHaveLength(1)
  calls[0]?.resolve([cpu])
  expect(await looked).toEqual([cpu])
  expect(devices.known).toEqual([cpu])
  expect(calls).toHaveLength(1)
})

test('an engine that failed is asked again', async () => {
  const { engine, calls } = slowEngine()
  const devices = new KnownDevices(engine)
  const looked = devices.look()
  calls[0]?.reject(new Error('it died'))
  await expect(looked).rejects.toThrow('it died')
  expect(devices.known).toBeNull()
  expect(calls).toHaveLength(2)
  calls[1]?.resolve([cpu])
  await devices.look()
  expect(devices.known).toEqual([cpu])
})
