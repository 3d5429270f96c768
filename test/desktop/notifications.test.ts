import { beforeEach, expect, test, vi } from 'vitest'
import { notifyJobEnds } from '../../src/main/hosts/desktop/notifications'
import type { Desktop } from '../../src/main/hosts/desktop/desktop'
import { EventHub } from '../../src/main/services/workbench/event-hub'
import type { Job } from '../../src/shared/domain'
import { app, BrowserWindow, stage } from './support/electron/index'

vi.mock('electron', () => import('./support/electron/index'))

const show = vi.fn()
const events = new EventHub()
const closing = { begun: false }
const workbench = { events, locale: 'vi' }
const desktop = { workbench, word: (key: string) => key, show } as unknown as Desktop

const end = (state: Job['state'], seconds: number) => {
  const job = { kind: 'train', state, startedAt: 1000, finishedAt: 1000 + seconds * 1000 }
  events.emit({ type: 'job', job: job as Job })
}
const told = () => stage.notifications.splice(0).map(({ options }) => options.body)

let window: BrowserWindow
await app.whenReady()
notifyJobEnds(desktop, closing)
beforeEach(() => {
  stage.windows.splice(0)
  window = new BrowserWindow()
  closing.begun = false
})

test('the end of a job is told where no window is in front, and brings it there', () => {
  window.focus()
  end('done', 60)
  expect(told()).toEqual([])
  window.blur()
  end('done', 60)
  stage.notifications[0]?.emit('click')
  expect(show).toHaveBeenCalledOnce()
  end('failed', 60)
  expect(told()).toEqual(['Huấn luyện đã xong', 'Huấn luyện bị lỗi'])
})

test('what was short, cancelled, or stopped by quitting is not told', () => {
  window.blur()
  end('done', 5)
  end('cancelled', 60)
  end('running', 60)
  closing.begun = true
  end('interrupted', 60)
  expect(told()).toEqual([])
})
