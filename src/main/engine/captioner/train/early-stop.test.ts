import { describe, expect, it } from 'vitest'
import { judge } from './early-stop'

const at = (step: number, valLoss: number | null, bleu: number | null = null) => ({
  step,
  valLoss,
  bleu
})

describe('judge', () => {
  const states = [at(1, 3, 0.1), at(2, 2, 0.2), at(3, 2.5, 0.3), at(4, 2.1, 0.3)]

  it('finds the lowest validation loss', () => {
    expect(judge(states, { earlyStop: 'off', patience: 1 })).toEqual({
      best: { step: 2, loss: 2 },
      stop: false
    })
    expect(judge([at(1, null)], { earlyStop: 'off', patience: 1 }).best).toBeNull()
  })

  it('stops after that many validations without an improvement', () => {
    expect(judge(states, { earlyStop: 'valLoss', patience: 2 }).stop).toBe(true)
    expect(judge(states, { earlyStop: 'valLoss', patience: 3 }).stop).toBe(false)
    expect(judge(states, { earlyStop: 'bleu', patience: 1 }).stop).toBe(true)
    expect(judge(states, { earlyStop: 'bleu', patience: 2 }).stop).toBe(false)
    expect(judge([], { earlyStop: 'bleu', patience: 1 }).stop).toBe(false)
  })
})
