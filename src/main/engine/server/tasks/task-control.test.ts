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
    await control.yieldNow()
    control.cancel()
    await expect(control.yieldNow()).rejects.toMatchObject({ code: 'engine.cancelled' })
    await expect(control.yieldNow()).rejects.toMatchObject({ code: 'engine.cancelled' })
  })

  it('knows whether it is to keep nothing', async () => {
    const [kept, discarded] = [new TaskControl(), new TaskControl()]
    kept.cancel()
    discarded.discard()
    await expect(discarded.yieldNow()).rejects.toMatchObject({ code: 'engine.cancelled' })
    expect([kept.isDiscarded(), discarded.isDiscarded()]).toEqual([false, true])
  })

  it('waits while it is paused', async () => {
    const control = new TaskControl()
    control.pause()
    control.pause()
    const yieldNow = control.yieldNow()
    expect(await settled(yieldNow)).toBe(false)
    control.unpause()
    await yieldNow
    await control.yieldNow()
  })

  it('can be cancelled while it is paused', async () => {
    const control = new TaskControl()
    control.pause()
    const yieldNow = control.yieldNow()
    control.cancel()
    await expect(yieldNow).rejects.toMatchObject({ code: 'engine.cancelled' })
  })
})
