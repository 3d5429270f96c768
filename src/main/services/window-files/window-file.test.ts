import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveWindowFile } from './window-file'

let dir: string
let root: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-window-'))
  root = join(dir, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(dir, 'secret.txt'), 'secret')
  mkdirSync(join(dir, 'renderer-other'))
  writeFileSync(join(dir, 'renderer-other', 'secret.txt'), 'secret')
  writeFileSync(join(root, 'index.html'), '<title>Viecap</title>')
  writeFileSync(join(root, 'assets', 'index-1a2b.js'), 'export {}')
})
afterEach(() => rmSync(dir, { recursive: true }))

test('the root is index.html, and bundled files are kept by the browser', async () => {
  const page = await serveWindowFile(root, '/')
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(await page.text()).toBe('<title>Viecap</title>')
  const script = await serveWindowFile(root, '/assets/index-1a2b.js')
  expect(script.headers.get('content-type')).toContain('text/javascript')
  expect(script.headers.get('cache-control')).toContain('immutable')
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/../renderer-other/secret.txt',
  '/index.html%00.js',
  '/%E0%A4%A',
  '/assets',
  '/nothing.js'
])('%s is not found', async (pathname) => {
  expect((await serveWindowFile(root, pathname)).status).toBe(404)
})
