import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLibrary } from '../../src/main/store/core/library'
import { DesktopProcess, type DesktopOptions } from './support/desktop-process'

let dir: string
let library: string
const started: DesktopProcess[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-launch-'))
  library = join(dir, 'library')
  createLibrary(library, undefined).close()
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((desktop) => desktop.kill()))
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

function launch(options: Partial<DesktopOptions> = {}): DesktopProcess {
  const desktop = new DesktopProcess({ home: join(dir, 'home'), ...options })
  started.push(desktop)
  return desktop
}

const shown = (desktop: DesktopProcess) =>
  desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))

/** The library that is open, once there is one. */
const opened = (desktop: DesktopProcess) =>
  desktop.evaluate(async ({ connect, until, stage }) => {
    await until(() => stage.windows[0])
    const api = connect()
    for (;;) {
      const { library } = await api.library.state()
      if (library) return library.path
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })

test.each([false, true])('--library names the library to open; packaged: %s', async (packaged) => {
  const desktop = launch({ stage: { packaged }, args: ['--library', library] })
  expect(await opened(desktop)).toBe(library)
})

test('--library is relative to the working directory', async () => {
  expect(await opened(launch({ cwd: dir, args: ['--library', 'library'] }))).toBe(library)
})

test('a library that cannot be opened is told, and the window is there', async () => {
  const desktop = launch({ args: ['--library', join(dir, 'none')] })
  await shown(desktop)
  const options = await desktop.evaluate(async ({ until, stage }) => {
    const box = await until(() => stage.boxes[0])
    return box.options
  })
  expect(options.message).toBe(`The library ${join(dir, 'none')} could not be opened.`)
  expect(options.detail).toContain(join(dir, 'none'))
})

test('a later launch shows the window with the library that it names, and ends', async () => {
  const first = launch()
  await shown(first)
  const later = launch({ cwd: dir, args: ['--library', 'library'], stage: { locked: true } })
  expect(await later.ended).toBe(0)
  const focused = await first.evaluate(async ({ electron, stage, until }, data) => {
    await until(() => stage.windows[0])
    stage.windows[0]?.blur()
    // Chromium puts its switches before the rest, and adds its own.
    const argv = ['/opt/electron', '--allow-file-access-from-files', '--library', '.', 'library']
    electron.app.emit('second-instance', {}, argv, '/', data)
    return stage.focused === stage.windows[0] && stage.windows.length
  }, later.lastWords?.launchData)
  expect(focused).toBe(1)
  expect(await opened(first)).toBe(library)
})

test('a start that fails says why in a box and ends with 1', async () => {
  const home = join(dir, 'file')
  writeFileSync(home, '')
  const desktop = launch({ home })
  expect(await desktop.ended).toBe(1)
  expect(desktop.lastWords?.errorBoxes).toMatchObject([
    { title: 'Viecap Workbench could not start', content: expect.stringContaining(home) }
  ])
})

test('a package that is missing is told, in the language of the system', async () => {
  const desktop = launch({ missing: 'better-sqlite3', stage: { languages: ['vi-VN'] } })
  expect(await desktop.ended).toBe(1)
  expect(desktop.lastWords?.errorBoxes).toMatchObject([
    {
      title: 'Không khởi động được Viecap Workbench',
      content: expect.stringContaining('better-sqlite3')
    }
  ])
})

test('an error that nobody caught ends the application, and says so', async () => {
  mkdirSync(join(dir, 'home'))
  const settings = { settings: { locale: 'vi' } }
  writeFileSync(join(dir, 'home', 'workbench.json'), JSON.stringify(settings))
  const desktop = launch()
  await shown(desktop)
  await desktop.evaluate(() => {
    setTimeout(() => {
      throw new Error('the sky fell')
    }, 50)
  })
  expect(await desktop.ended).toBe(1)
  expect(desktop.lastWords?.errorBoxes).toMatchObject([
    { title: 'Viecap Workbench phải đóng', content: expect.stringContaining('the sky fell') }
  ])
})
