import { expect, it } from 'vitest'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import { describeDevice } from './doctor'

const processor = {
  device: 'cpu',
  usable: true,
  detail: 'A processor, 2 threads',
  memory: null,
  largestTensor: null,
  half: false,
  software: false,
  auto: true
} as const

it('has a line more for a device only where there is more to know about it', () => {
  const line = 'cpu: usable, used by auto, A processor, 2 threads'
  expect(describeDevice(processor)).toEqual([line])
  const copies = new AppError('device.copied-outputs')
  expect(describeDevice({ ...processor, note: toErrorInfo(copies) })).toEqual([
    line,
    `cpu: ${copies.message}`
  ])
  const software = new AppError('device.software')
  const played = { detail: software.message, note: toErrorInfo(software) }
  expect(describeDevice({ ...processor, ...played })).toHaveLength(1)
})
