import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLibrary } from '../../src/main/store/core/library'
import { filesOf, hang, HubServer } from '../fixtures/hub-server'
import { oraclePath } from '../fixtures/oracle'
import { DesktopProcess, type DesktopOptions } from './support/desktop-process'

const model = 'owner/gpt'
const weights = 'model.safetensors'
const folder = oraclePath('gpt2', 'safetensors')

let dir: string
let library: string
let hub: HubServer
let desktop: DesktopProcess

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-quit-'))
  library = join(dir, 'library')
  createLibrary(library, undefined).close()
  hub = await HubServer.start({ [model]: filesOf(folder, readdirSync(folder)) })
  // A job that runs until the test lets it go.
  hub.misbehave(weights, hang(1000))
})
afterEach(async () => {
  await desktop.kill()
  await hub.close()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

async function open(options: Partial<DesktopOptions> = {}): Promise<void> {
  const env = { HF_ENDPOINT: hub.url }
  const args = ['--library', library]
  desktop = new DesktopProcess({ home: join(dir, 'home'), env, args, ...options })
  await desktop.evaluate(async ({ connect, until, stage }) => {
    await until(() => stage.windows[0]?.isVisible())
    const api = connect()
    while (!(await api.library.state()).library) await new Promise((go) => setTimeout(go, 10))
  })
}

/** Starts a job, and waits until it is under way. */
async function startJob(): Promise<void> {
  await desktop.evaluate(({ connect }, name) => connect().models.download({ name }), model)
  const part = join(dir, 'home', 'models', 'owner', 'gpt.part', `${weights}.part`)
  await expect.poll(() => existsSync(part) && statSync(part).size).toBe(1000)
}

const quit = () => desktop.evaluate(({ electron }) => electron.app.quit())

/** Answers the box that asks about jobs; gives what it said. */
const answer = (button: string) =>
  desktop.evaluate(async ({ until, stage }, wanted) => {
    const box = await until(() => stage.boxes[0])
    const { buttons = [], message } = box.options
    box.answer(buttons.indexOf(wanted))
    return { buttons, message }
  }, button)

/** The states of the library's jobs, as they are on the disk. */
async function statesAfterwards(): Promise<string[]> {
  await open({ home: join(dir, 'another-home') })
  return desktop.evaluate(async ({ connect }) =>
    (await connect().jobs.list({ limit: 10 })).map(({ state }) => state)
  )
}

test('quitting closes the window and the library, and asks nothing where no job runs', async () => {
  await open()
  await quit()
  expect(await desktop.ended).toBe(0)
  expect(desktop.words).toBe('')
})

test('closing the window quits, and asks while a job runs; cancelling leaves all as it is', async () => {
  await open()
  await startJob()
  await desktop.evaluate(({ stage }) => stage.windows[0]?.close())
  const { buttons, message } = await answer('Cancel')
  expect(message).toBe('Download is still running.')
  expect(buttons).toEqual(['Quit When Finished', 'Pause and Quit', 'Cancel'])
  const after = await desktop.evaluate(async ({ connect, stage }) => ({
    states: (await connect().jobs.list({ limit: 10 })).map(({ state }) => state),
    windows: stage.windows.length,
    boxes: stage.boxes.length
  }))
  expect(after).toEqual({ states: ['running'], windows: 1, boxes: 0 })
})

test('asked twice, it asks once', async () => {
  await open()
  await startJob()
  await quit()
  await quit()
  expect(await desktop.evaluate(({ stage }) => stage.boxes.length)).toBe(1)
})

test('pausing and quitting keeps the job for later', async () => {
  await open()
  await startJob()
  await quit()
  await answer('Pause and Quit')
  expect(await desktop.ended).toBe(0)
  expect(await statesAfterwards()).toEqual(['interrupted'])
})

test('quitting when finished waits for the job', async () => {
  await open()
  await startJob()
  await quit()
  await answer('Quit When Finished')
  expect(await desktop.evaluate(({ stage }) => stage.windows.length)).toBe(1)
  // Its end.
  await desktop.evaluate(async ({ connect }) => {
    const api = connect()
    const [job] = await api.jobs.list({ limit: 1 })
    await api.jobs.cancel({ id: job?.id ?? 0 })
  })
  expect(await desktop.ended).toBe(0)
  expect(await statesAfterwards()).toEqual(['cancelled'])
})

test('on a Mac the application stays when its window is closed, and comes back', async () => {
  await open()
  await startJob()
  const counts = await desktop.evaluate(async ({ electron, stage, until }) => {
    Object.defineProperty(process, 'platform', { value: 'darwin' })
    stage.windows[0]?.close()
    await until(() => stage.windows.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const boxes = stage.boxes.length
    electron.app.emit('activate')
    return { boxes, windows: stage.windows.length }
  })
  expect(counts).toEqual({ boxes: 0, windows: 1 })
})

test('a signal stops jobs safely without asking', async () => {
  await open()
  await startJob()
  desktop.signal('SIGTERM')
  expect(await desktop.ended).toBe(0)
  expect(await statesAfterwards()).toEqual(['interrupted'])
})

test('so does a shutdown, which is asked to wait', async () => {
  await open()
  await startJob()
  await desktop.evaluate(({ electron }) => {
    electron.powerMonitor.emit('shutdown', { preventDefault: () => undefined })
  })
  expect(await desktop.ended).toBe(0)
  expect(await statesAfterwards()).toEqual(['interrupted'])
})

test.each(['query-session-end', 'session-end'])('so does %s of Windows', async (name) => {
  await open()
  await startJob()
  await desktop.evaluate(({ stage }, event) => {
    stage.windows[0]?.emit(event, { reasons: ['logoff'] })
  }, name)
  expect(await desktop.ended).toBe(0)
  expect(await statesAfterwards()).toEqual(['interrupted'])
})

test('a launch while the application closes is refused, and told', async () => {
  await open()
  await startJob()
  await quit()
  await answer('Pause and Quit')
  const seen = await desktop.evaluate(({ electron, stage }) => {
    electron.app.emit('second-instance', {}, [], '/', { library: null, dev: false })
    return {
      windows: stage.windows.filter((window) => !window.isDestroyed()).length,
      told: stage.notifications.map(({ options }) => options.body)
    }
  })
  expect(seen.told).toEqual([expect.stringContaining('Still closing')])
})
