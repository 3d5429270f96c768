import { describe, expect, it } from 'vitest'
import { judge } from './early-stop'

const at = (step: number, valLoss: number | null, bleu: number | null = null) => ({
  step,
  epoch: step,
  stepOfEpoch: 0,
  valLoss,
  bleu
})
const plain = { selfCritical: false, selfCriticalAfter: 0 }

describe('judge', () => {
  const states = [at(1, 3, 0.1), at(2, 2, 0.2), at(3, 2.5, 0.3), at(4, 2.1, 0.3)]

  it('finds the lowest validation loss', () => {
    expect(judge(states, { ...plain, earlyStop: 'off', patience: 1 })).toEqual({
      best: { step: 2, loss: 2 },
      stop: false
    })
    expect(judge([at(1, null)], { ...plain, earlyStop: 'off', patience: 1 }).best).toBeNull()
  })

  it('stops after that many validations without an improvement', () => {
    expect(judge(states, { ...plain, earlyStop: 'valLoss', patience: 2 }).stop).toBe(true)
    expect(judge(states, { ...plain, earlyStop: 'valLoss', patience: 3 }).stop).toBe(false)
    expect(judge(states, { ...plain, earlyStop: 'bleu', patience: 1 }).stop).toBe(true)
    expect(judge(states, { ...plain, earlyStop: 'bleu', patience: 2 }).stop).toBe(false)
    expect(judge([], { ...plain, earlyStop: 'bleu', patience: 1 }).stop).toBe(false)
  })

  it('goes by the reward with self-critical training, and stops by its own epochs alone', () => {
    const rewarded = [0.5, 0.4, 0.3, 0.6, 0.7, 0.65].map((reward, index) => ({
      ...at(index + 1, 1 + index),
      reward
    }))
    const config = { selfCritical: true, selfCriticalAfter: 3, earlyStop: 'valLoss' } as const
    const after = (count: number, patience: number) =>
      judge(rewarded.slice(0, count), { ...config, patience })
    expect(after(6, 2)).toEqual({ best: { step: 5, loss: 5 }, stop: false })
    expect(after(6, 1).stop).toBe(true)
    // Two epochs of cross entropy without a gain end nothing.
    expect(after(3, 1)).toEqual({ best: { step: 1, loss: 1 }, stop: false })
  })

  it('goes by the loss where no captions were written to be rewarded', () => {
    const config = {
      selfCritical: true,
      selfCriticalAfter: 1,
      earlyStop: 'off',
      patience: 1
    } as const
    expect(judge(states, config).best).toEqual({ step: 2, loss: 2 })
  })
})
