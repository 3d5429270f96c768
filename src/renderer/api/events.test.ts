import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { workbench } from '../test/memory-workbench'
import { useChanges, watchWorkbench } from './events'

vi.mock('./client', async () => ({
  api: (await import('../test/memory-workbench')).workbench.api
}))

let scope: EffectScope
let read: () => void

beforeAll(async () => {
  void watchWorkbench()
  await Promise.resolve()
})
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  read = vi.fn<() => void>()
  scope.run(() => useChanges(['captions'], read, 1000))
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

/** Tells of a change, and lets the time pass that the workbench in memory takes to do so. */
async function tell(entity: 'captions' | 'pairs', ms = 100): Promise<void> {
  void workbench.tell(entity)
  await vi.advanceTimersByTimeAsync(ms)
}

it('is called at once for a change, and not for data of another kind', async () => {
  await tell('pairs')
  expect(read).not.toHaveBeenCalled()
  await tell('captions')
  expect(read).toHaveBeenCalledTimes(1)
})

it('is called at even distances while changes never pause, and after the last one', async () => {
  for (let change = 0; change < 50; change += 1) {
    await tell('captions')
  }
  const during = vi.mocked(read).mock.calls.length
  expect(during).toBeGreaterThanOrEqual(5)
  expect(during).toBeLessThanOrEqual(6)
  await tell('captions', 2000)
  expect(vi.mocked(read).mock.calls.length).toBeGreaterThan(during)
})

it('is not called after its scope has ended', async () => {
  await tell('captions')
  await tell('captions')
  scope.stop()
  await vi.advanceTimersByTimeAsync(2000)
  expect(read).toHaveBeenCalledTimes(1)
})
