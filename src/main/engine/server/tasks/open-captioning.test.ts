import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { openCaptioning } from './open-captioning'

it('has int8 weights on the CPU alone', async () => {
  const input = {
    captioner: {
      path: oraclePath('clipcap', 'clipcap.safetensors'),
      gpt: oraclePath('gpt2', 'safetensors')
    },
    clip: oraclePath('clip'),
    orientation: 'upright',
    weights: 'int8'
  } as const
  await expect(openCaptioning(input, 'webgpu')).rejects.toMatchObject({
    code: 'caption.int8-device',
    params: { device: 'webgpu' }
  })
  const opened = await openCaptioning(input, 'cpu')
  expect(opened.members[0]?.decoder.int8?.size).toBeGreaterThan(0)
  await opened.release()
})
