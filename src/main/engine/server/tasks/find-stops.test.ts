import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { findStops } from './find-stops'
import { TaskControl } from './task-control'

it('names the texts whose tokens hold the stop text before their last one', async () => {
  const texts = ['Một bác sĩ .', 'ở TP.HCM .', 'cao 1.5 m', 'Một . Hai', 'hết.', '.', '']
  const { yieldNow } = new TaskControl()
  const input = { gpt: oraclePath('gpt2', 'safetensors'), texts }
  const find = (stopText: string) =>
    findStops({ ...input, stopText }, { yieldNow, emit: () => undefined })
  expect(await find('.')).toEqual({ inside: [1, 2, 3] })
  expect(await find('')).toEqual({ inside: [] })
})
