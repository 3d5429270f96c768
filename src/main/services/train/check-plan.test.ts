import * as v from 'valibot'
import { expect, it } from 'vitest'
import { RunConfig, type RunConfigInput } from '../../../shared/domain'
import { checkPlan } from './check-plan'
import type { RunPlan } from './plan'

const plan: RunPlan = {
  captions: 8,
  trainImages: 4,
  pairs: 0,
  validationImages: 2,
  validationPairs: 0,
  examplesPerEpoch: 8,
  stepsPerEpoch: 2,
  totalSteps: 4,
  longest: 10,
  meanCharacters: 10
}
const check = (settings: Partial<RunConfigInput>, changes: Partial<RunPlan> = {}) =>
  checkPlan(v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, epochs: 2, ...settings }), {
    ...plan,
    ...changes
  })

it('lets self-critical training begin after cross entropy, or from a captioner', () => {
  expect(() => check({ selfCritical: true, selfCriticalAfter: 1 })).not.toThrow()
  expect(() => check({ selfCritical: true, startModelId: 3 })).not.toThrow()
})

it.each([
  ['train.self-critical-start', { selfCriticalAfter: 0 }, {}],
  ['train.self-critical-late', { selfCriticalAfter: 2 }, {}],
  ['train.no-reward', { selfCriticalAfter: 1, rewardCider: 0, rewardBleu: 0 }, {}],
  ['train.no-rewards', { selfCriticalAfter: 1 }, { trainImages: 0 }]
])('refuses what could not train: %s', (code, settings, changes) => {
  expect(() => check({ selfCritical: true, ...settings }, changes)).toThrow(
    expect.objectContaining({ code })
  )
  expect(() => check({ ...settings, selfCritical: false }, changes)).not.toThrow()
})

it('refuses to retrieve captions where there are none', () => {
  const code = 'train.no-captions-to-retrieve'
  const none = { captions: 0, pairs: 8 }
  expect(() => check({ retrievedCaptions: 1 }, none)).toThrow(expect.objectContaining({ code }))
  expect(() => check({ retrievedCaptions: 1 })).not.toThrow()
  expect(() => check({}, none)).not.toThrow()
})
