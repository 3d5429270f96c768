import { expect, test, vi } from 'vitest'
import { quitInOrder } from '../../src/main/hosts/desktop/closing'
import type { Desktop } from '../../src/main/hosts/desktop/desktop'
import { EventHub } from '../../src/main/services/workbench/event-hub'
import { app, stage } from './support/electron/index'

vi.mock('electron', () => import('./support/electron/index'))

test('a library that does not close does not keep the application from ending', async () => {
  await app.whenReady()
  const end = vi.spyOn(stage, 'end').mockReturnValue(undefined)
  const error = vi.fn()
  const workbench = {
    jobs: () => [],
    close: () => new Promise(() => undefined),
    events: new EventHub(),
    log: { error }
  }
  const desktop = { workbench, word: (key: string) => key } as unknown as Desktop
  const closing = quitInOrder(desktop, { idleMs: 50, jobMs: 60_000 })
  app.quit()
  expect(closing.begun).toBe(true)
  expect(end).not.toHaveBeenCalled()
  await vi.waitUntil(() => end.mock.calls.length > 0, { timeout: 60_000 })
  expect(end.mock.calls).toEqual([[0]])
  expect(error).toHaveBeenCalledWith(expect.stringContaining('took too long'))
})
