import * as v from 'valibot'
import { describe, it } from 'vitest'
import { probeDevice } from '../../src/main/engine/runtime/devices/probe-device'
import { GraphBuilder, writeModel } from '../../src/main/engine/graph'
import { openSession } from '../../src/main/engine/runtime/session'

/** The device that this run of the tests is about: `VIECAP_TEST_DEVICE`, by default the CPU. */
export const device = v.parse(
  v.optional(v.picklist(['cpu', 'webgpu', 'cuda']), 'cpu'),
  process.env['VIECAP_TEST_DEVICE']
)

const { usable, detail } = await probeDevice(device)

if (usable) {
  // The device keeps its compiled programs while any session is open, and compiling takes seconds.
  const b = new GraphBuilder()
  b.output('one', b.fill(1, [1]))
  await openSession(writeModel(b), device)
}

/** Whether one case of each kind is enough: a software adapter takes minutes for all of them. */
export const oneOfEach = device === 'webgpu' && process.env['VIECAP_LONG'] === 'small'

/** `describe` for what runs on the device: skipped where it does not work. */
export const describeOnDevice = describe.skipIf(!usable)

if (!usable) it.skip(`needs ${device}: ${detail}`)
