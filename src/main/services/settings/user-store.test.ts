import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findConfigDir } from './config-dir'
import { UserStore } from './user-store'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-settings-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('settings and recent libraries are there for the next start', async () => {
  const store = new UserStore(join(dir, 'new'))
  expect(store.settings).toEqual({
    annotator: '',
    locale: 'system',
    theme: 'system',
    device: 'auto',
    updateFeed: '',
    webhook: '',
    keys: {}
  })
  await Promise.all([
    store.saveSettings({
      annotator: 'Lan',
      locale: 'vi',
      theme: 'dark',
      device: 'cpu',
      updateFeed: '',
      webhook: '',
      keys: {}
    }),
    store.addRecent('/a'),
    store.addRecent('/b'),
    store.addRecent('/a')
  ])
  const next = new UserStore(join(dir, 'new'))
  expect(next.settings).toEqual({
    annotator: 'Lan',
    locale: 'vi',
    theme: 'dark',
    device: 'cpu',
    updateFeed: '',
    webhook: '',
    keys: {}
  })
  expect(next.recent).toEqual(['/a', '/b'])
  expect(next.port).toBeNull()
  await next.savePort(4321)
  expect(new UserStore(join(dir, 'new')).port).toBe(4321)
  expect(readdirSync(join(dir, 'new'))).toEqual(['workbench.json'])
})

test('only the newest ten libraries are kept', async () => {
  const store = new UserStore(dir)
  for (let count = 0; count < 12; count += 1) await store.addRecent(`/library-${count}`)
  expect(store.recent).toHaveLength(10)
  expect(store.recent[0]).toBe('/library-11')
})

test('a damaged file counts as empty, and a wrong part does not take the other with it', () => {
  writeFileSync(join(dir, 'workbench.json'), '{"settings": {')
  expect(new UserStore(dir).recent).toEqual([])
  writeFileSync(join(dir, 'workbench.json'), '{"settings": {"locale": "fr"}, "recent": ["/a"]}')
  expect(new UserStore(dir).settings.locale).toBe('system')
  expect(new UserStore(dir).recent).toEqual(['/a'])
})

test('the settings folder follows VIECAP_HOME, else the habit of the system', () => {
  expect(findConfigDir({ VIECAP_HOME: '/h' }, 'linux')).toBe('/h')
  expect(findConfigDir({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(join('/x', 'viecap'))
  expect(findConfigDir({ APPDATA: '/app' }, 'win32')).toBe(join('/app', 'Viecap'))
  expect(findConfigDir({}, 'darwin')).toContain(join('Library', 'Application Support', 'Viecap'))
})
