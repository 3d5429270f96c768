import * as v from 'valibot'
import { describe, it } from 'vitest'
import { probeDevice } from '../../src/main/engine/devices/probe-device'

/** The device that this run of the tests is about: `VIECAP_TEST_DEVICE`, by default the CPU. */
export const device = v.parse(
  v.optional(v.picklist(['cpu', 'webgpu', 'cuda']), 'cpu'),
  process.env['VIECAP_TEST_DEVICE']
)

const { usable, detail } = await probeDevice(device)

/** `describe` for what runs on the device: skipped where it does not work. */
export const describeOnDevice = describe.skipIf(!usable)

if (!usable) it.skip(`needs ${device}: ${detail}`)
