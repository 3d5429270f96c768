import * as v from 'valibot'
import { describe } from 'vitest'
import { probeDevice } from '../../src/main/engine/devices/probe-device'

/** The device that this run of the tests is about: `VIECAP_TEST_DEVICE`, by default the CPU. */
export const device = v.parse(
  v.optional(v.picklist(['cpu', 'webgpu', 'cuda']), 'cpu'),
  process.env['VIECAP_TEST_DEVICE']
)

const { usable, detail } = await probeDevice(device)

/** Tests of the device; they are skipped where it does not work, with the reason in their name. */
export const describeOnDevice = (name: string, tests: () => void): void => {
  describe.skipIf(!usable)(`${name} on ${device}${usable ? '' : `, not run: ${detail}`}`, tests)
}
