import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const here = import.meta.dirname
const entry = join(here, '..', '..', 'out', 'main', 'desktop.js')

interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}
interface Report {
  schemes: { scheme: string; privileges: object }[]
  url: string
  options: { webPreferences: Record<string, unknown> }
  windows: number
  focused: number
  prevented: Record<string, boolean>
  windowOpen: object
  permissions: boolean[]
  permissionCheck: boolean
  page: Answer
  traversal: Answer
  elsewhere: Answer
  picture: Answer
  post: Answer
  foreignClosed: boolean
  created: { path: string }
  firstEvent: object
  state: { library: { path: string } | null; recent: string[] }
  info: { host: string; devices: { device: string; usable: boolean }[] }
  error: object
}

let dir: string
let report: Report

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-desktop-'))
  report = await drive()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function drive(): Promise<Report> {
  const script = join(here, 'support', 'drive-desktop.mjs')
  const child = fork(script, [entry, join(dir, 'library')], {
    env: { ...process.env, VIECAP_HOME: join(dir, 'home') },
    silent: true
  })
  let words = ''
  child.stderr?.on('data', (chunk) => (words += String(chunk)))
  return new Promise((resolve, reject) => {
    child.on('message', (message) => resolve(message as Report))
    child.on('exit', (code) => reject(new Error(`the desktop ended with ${code}: ${words}`)))
  })
}

test('the window is isolated, sandboxed and without Node', () => {
  expect(report.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false
  })
  const preload = String(report.options.webPreferences['preload'])
  expect(preload).toMatch(/\.cjs$/)
  expect(existsSync(preload)).toBe(true)
})

test('the page comes from our own scheme, which has an origin of its own', () => {
  expect(report.url).toBe('viecap://app/')
  expect(report.schemes).toEqual([
    { scheme: 'viecap', privileges: expect.objectContaining({ standard: true, secure: true }) }
  ])
})

test('a second start brings the one window to the front', () => {
  expect(report).toMatchObject({ windows: 1, focused: 1 })
})

test('navigation, new windows and permissions are refused', () => {
  expect(Object.values(report.prevented)).toEqual([true, true, true, true])
  expect(report.windowOpen).toEqual({ action: 'deny' })
  expect(report.permissions).toEqual([false, false, false, false])
  expect(report.permissionCheck).toBe(false)
})

test('the scheme serves the built window under a strict policy', () => {
  expect(report.page.status).toBe(200)
  expect(report.page.body).toContain('<div id="app">')
  const policy = report.page.headers['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("img-src 'self' data: viecap://media;")
})

test('the scheme serves nothing else', () => {
  expect(report.traversal.status).toBe(404)
  expect(report.elsewhere.status).toBe(404)
  expect(report.picture.status).toBe(404)
  expect(report.post.status).toBe(405)
})

test('a port of our page reaches the real router, with events and readable errors', () => {
  const path = join(dir, 'library')
  expect(report.created.path).toBe(path)
  expect(report.state.library?.path).toBe(path)
  expect(report.state.recent).toEqual([path])
  expect(report.firstEvent).toMatchObject({ type: 'library', library: { path } })
  expect(report.error).toMatchObject({
    code: 'APP_ERROR',
    defined: true,
    data: { code: 'entity.not-found', params: { entity: 'image', id: 1 } }
  })
})

test('the engine answers from its own process', () => {
  expect(report.info.host).toBe('desktop')
  expect(report.info.devices).toContainEqual(
    expect.objectContaining({ device: 'cpu', usable: true })
  )
})

test('a port that another page sends is closed', () => {
  expect(report.foreignClosed).toBe(true)
})
