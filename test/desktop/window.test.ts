import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DesktopProcess, type DesktopOptions } from './support/desktop-process'

let home: string
let desktop: DesktopProcess
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'viecap-window-'))))
afterEach(async () => {
  await desktop.kill()
  rmSync(home, { recursive: true, force: true, maxRetries: 10 })
})

const open = (options: Omit<DesktopOptions, 'home'> = {}) =>
  (desktop = new DesktopProcess({ home, ...options }))

const shown = () =>
  desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))

test.each([[['ready-to-show']], [['did-finish-load']], [[]]])(
  'the window shows where the system says no more than %j',
  async (signs) => {
    open({ stage: { signs } })
    await shown()
  }
)

test('a page that cannot be loaded is told, and loaded again on request', async () => {
  open({ stage: { loadError: { code: -6, description: 'ERR_FILE_NOT_FOUND' } } })
  await shown()
  const { options, loads } = await desktop.evaluate(async ({ until, stage }) => {
    const box = await until(() => stage.boxes[0])
    stage.loadError = null
    let finished = 0
    stage.windows[0]?.webContents.on('did-finish-load', () => (finished += 1))
    box.answer(0)
    await until(() => finished)
    return { options: box.options, loads: finished }
  })
  expect(options).toMatchObject({
    message: 'The window could not be loaded.',
    detail: 'ERR_FILE_NOT_FOUND (-6)',
    buttons: ['Reload', 'Quit']
  })
  expect(loads).toBe(1)
  expect(desktop.words).toBe('')
})

test('a page that crashed is loaded again, and that is told once', async () => {
  open()
  await shown()
  const { reloads, boxes } = await desktop.evaluate(async ({ stage, until }) => {
    const contents = stage.windows[0]?.webContents
    const crash = () =>
      contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    crash()
    crash()
    await until(() => stage.boxes.length)
    return { reloads: contents?.reloads, boxes: stage.boxes.map(({ options }) => options.message) }
  })
  expect(reloads).toBe(2)
  expect(boxes).toEqual(['The window crashed and was reloaded.'])
})

test('a page that keeps crashing is reloaded on request alone', async () => {
  open()
  await shown()
  const { before, after, boxes } = await desktop.evaluate(async ({ stage, until }) => {
    const contents = stage.windows[0]?.webContents
    for (let crash = 0; crash < 3; crash += 1) {
      contents?.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 })
    }
    const before = contents?.reloads
    const boxes = stage.boxes.map(({ options }) => options.message)
    stage.boxes[1]?.answer(0)
    await until(() => contents?.reloads !== before)
    return { before, after: contents?.reloads, boxes }
  })
  expect([before, after]).toEqual([2, 3])
  expect(boxes[1]).toBe('The window keeps crashing.')
})

test('a page that does not respond is waited for or reloaded', async () => {
  open()
  await shown()
  const { first, leftOpen, reloads } = await desktop.evaluate(async ({ stage, until }) => {
    const contents = stage.windows[0]?.webContents
    contents?.emit('unresponsive')
    contents?.emit('unresponsive')
    const first = stage.boxes.map(({ options }) => options.buttons)
    contents?.emit('responsive')
    const leftOpen = stage.boxes.length
    await new Promise((resolve) => setImmediate(resolve))
    contents?.emit('unresponsive')
    stage.boxes[0]?.answer(1)
    await until(() => contents?.reloads)
    return { first, leftOpen, reloads: contents?.reloads }
  })
  expect(first).toEqual([['Wait', 'Reload']])
  expect(leftOpen).toBe(0)
  expect(reloads).toBe(1)
})

test('the page is gone without a crash when the window closes, and nothing is told', async () => {
  open()
  await shown()
  const boxes = await desktop.evaluate(({ stage }) => {
    const details = { reason: 'clean-exit', exitCode: 0 }
    stage.windows[0]?.webContents.emit('render-process-gone', {}, details)
    return stage.boxes.length
  })
  expect(boxes).toBe(0)
})
