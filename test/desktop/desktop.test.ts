import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DesktopProcess } from './support/desktop-process'

let dir: string
let desktop: DesktopProcess

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-desktop-'))
  desktop = new DesktopProcess({ home: join(dir, 'home') })
  await desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))
})
afterAll(async () => {
  await desktop.kill()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

const request = async (url: string, init?: RequestInit) => {
  const arg = { url, init }
  const { body, ...answer } = await desktop.evaluate(
    (stagehand, asked) => stagehand.request(asked.url, asked.init),
    arg
  )
  return { ...answer, body: Buffer.from(body).toString() }
}

test('the window is isolated, sandboxed, without Node and without developer tools', async () => {
  const options = await desktop.evaluate(({ stage }) => stage.windows[0]?.options)
  expect(options?.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    devTools: false
  })
  const preload = options?.webPreferences?.preload ?? ''
  expect(preload).toMatch(/\.cjs$/)
  expect(existsSync(preload)).toBe(true)
})

test('the page comes from our own scheme, which has an origin of its own', async () => {
  const { url, schemes } = await desktop.evaluate(({ stage }) => ({
    url: stage.windows[0]?.url,
    schemes: stage.schemes
  }))
  expect(url).toBe('viecap://app/')
  expect(schemes).toEqual([
    {
      scheme: 'viecap',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    }
  ])
})

test('the menu speaks the language that the user chooses', async () => {
  const titles = await desktop.evaluate(async ({ connect, stage }) => {
    const api = connect()
    const now = () => stage.menu?.template.map(({ label }) => label)
    const before = now()
    const settings = await api.system.settings()
    await api.system.saveSettings({ ...settings, locale: 'vi' })
    return [before, now()]
  })
  expect(titles[0]?.slice(-5)).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
  expect(titles[1]?.slice(-5)).toEqual(['Tệp', 'Chỉnh sửa', 'Xem', 'Cửa sổ', 'Trợ giúp'])
})

test('a right click in a text offers to edit it', async () => {
  const roles = await desktop.evaluate(({ stage }) => {
    const can = { canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true }
    stage.windows[0]?.webContents.emit(
      'context-menu',
      {},
      {
        x: 1,
        y: 1,
        isEditable: true,
        selectionText: '',
        editFlags: { ...can, canSelectAll: true },
        mediaType: 'none',
        hasImageContents: false
      }
    )
    return stage.popups.flat().flatMap(({ role }) => role ?? [])
  })
  expect(roles).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'])
})

test('navigation, new windows and permissions are refused', async () => {
  const refused = await desktop.evaluate(({ stage }) => {
    const contents = stage.windows[0]?.webContents
    if (!contents) return null
    const isPrevented = (name: string): boolean => {
      let prevented = false
      const event = { preventDefault: () => (prevented = true) }
      contents.emit(name, event, 'https://example.org/')
      return prevented
    }
    const names = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']
    const { requestHandler, checkHandler } = contents.session
    const granted: boolean[] = []
    for (const permission of ['media', 'notifications', 'clipboard-read', 'fullscreen']) {
      requestHandler?.(contents as never, permission as never, (answer) => granted.push(answer), {
        isMainFrame: true,
        requestingUrl: 'viecap://app/'
      })
    }
    return {
      events: names.filter(isPrevented).length,
      windowOpen: contents.windowOpenHandler?.(),
      granted,
      checked: checkHandler?.(contents as never, 'media', 'viecap://app', { isMainFrame: true })
    }
  })
  expect(refused).toEqual({
    events: 4,
    windowOpen: { action: 'deny' },
    granted: [false, false, false, false],
    checked: false
  })
})

test('the scheme serves the built window under a strict policy, and images from its origin', async () => {
  const page = await request('viecap://app/')
  expect(page.status).toBe(200)
  expect(page.body).toContain('<div id="app">')
  const policy = page.headers['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("img-src 'self' data:;")
  expect(page.headers['cross-origin-resource-policy']).toBe('same-origin')
})

test('the scheme serves nothing else', async () => {
  const statusOf = async (url: string, init?: RequestInit) => (await request(url, init)).status
  expect(await statusOf('viecap://app/..%2f..%2fpackage.json')).toBe(404)
  expect(await statusOf('viecap://elsewhere/index.html')).toBe(404)
  expect(await statusOf('viecap://media/images/1')).toBe(404)
  expect(await statusOf('viecap://app/media/images/1')).toBe(404)
  expect(await statusOf('viecap://app/', { method: 'POST', body: '' })).toBe(405)
})

test('a port of our page reaches the real router, with events and readable errors', async () => {
  const path = join(dir, 'library')
  const report = await desktop.evaluate(async (stagehand, library) => {
    const api = stagehand.connect()
    const events = await api.events.watch()
    const created = await api.library.create({ path: library })
    const firstEvent = (await events.next()).value
    const error: unknown = await api.images.get({ id: 1 }).catch((thrown: unknown) => thrown)
    const { code, data } = error as { code: string; data: unknown }
    const { recent } = await api.library.state()
    return { created, firstEvent, error: { code, data }, recent }
  }, path)
  expect(report.created.path).toBe(path)
  expect(report.recent).toEqual([{ path, present: true }])
  expect(report.firstEvent).toMatchObject({ type: 'library', library: { path } })
  expect(report.error).toMatchObject({
    code: 'APP_ERROR',
    data: { code: 'entity.not-found', params: { entity: 'image', id: 1 } }
  })
})

test('the engine answers from its own process', async () => {
  const { info, devices } = await desktop.evaluate(async (stagehand) => {
    const api = stagehand.connect()
    return { info: await api.system.info(), devices: await api.system.devices() }
  })
  expect(info.host).toBe('desktop')
  expect(devices).toContainEqual(expect.objectContaining({ device: 'cpu', usable: true }))
})

test('a port that another page sends, or one that is gone, is closed', async () => {
  const frames = ['https://example.org/viecap://app/', 'viecap://app.example.org/', null]
  const closed = await desktop.evaluate(
    (stagehand, urls) =>
      Promise.all(
        urls.map(
          (url) =>
            new Promise((resolve) => {
              stagehand.handOver(url).on('close', () => resolve(true))
            })
        )
      ),
    frames
  )
  expect(closed).toEqual([true, true, true])
})
