import { describe, expect, it } from 'vitest'
import { TaskControl } from './task-control'

const settled = (promise: Promise<void>): Promise<boolean> =>
  Promise.race([
    promise.then(
      () => true,
      () => true
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20))
  ])

describe('a task under control', () => {
  it('takes its turns until it is cancelled', async () => {
    const control = new TaskControl()
    await control.turn()
    control.cancel()
    await expect(control.turn()).rejects.toMatchObject({ code: 'engine.cancelled' })
    await expect(control.turn()).rejects.toMatchObject({ code: 'engine.cancelled' })
  })

  it('waits while it is paused', async () => {
    const control = new TaskControl()
    control.pause()
    control.pause()
    const turn = control.turn()
    expect(await settled(turn)).toBe(false)
    control.unpause()
    await turn
    await control.turn()
  })

  it('can be cancelled while it is paused', async () => {
    const control = new TaskControl()
    control.pause()
    const turn = control.turn()
    control.cancel()
    await expect(turn).rejects.toMatchObject({ code: 'engine.cancelled' })
  })
})
