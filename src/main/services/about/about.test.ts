import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLicences } from './licences'
import { readVersions } from './versions'

const root = join(import.meta.dirname, '..', '..', '..', '..')

describe('the versions', () => {
  it('are those that are installed', () => {
    const installed = (name: string) =>
      (
        JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
          version: string
        }
      ).version
    expect(readVersions()).toMatchObject({
      electron: null,
      chromium: null,
      node: process.versions.node,
      onnxRuntime: installed('onnxruntime-node'),
      sharp: installed('sharp')
    })
  })

  it('name the shipped Node on the desktop, and not that of Electron', () => {
    const found = readVersions({ ...process.versions, electron: '45.0.0', chrome: '150.0.0.0' })
    expect(found).toMatchObject({ electron: '45.0.0', chromium: '150.0.0.0' })
    const { version } = JSON.parse(
      readFileSync(join(root, 'node_modules', 'node', 'package.json'), 'utf8')
    ) as { version: string }
    expect(found.node).toBe(version)
  })
})

describe('the licences', () => {
  it('are our own and those of all that the application carries, each with its text', async () => {
    const { own, thirdParty } = await readLicences()
    expect(own).toContain('MIT License')
    const notices = readFileSync(join(root, 'THIRD_PARTY_NOTICES.md'), 'utf8')
    for (const { text } of thirdParty) expect(text.length).toBeGreaterThan(10)
    const named = thirdParty.map(({ packages }) => packages).join('\n')
    for (const name of [
      'Node.js',
      'Electron',
      'onnxruntime-node',
      'sharp',
      'better-sqlite3',
      'vue'
    ]) {
      expect(named).toMatch(new RegExp(`^(.*, )?${name} \\d`, 'm'))
    }
    const length = thirdParty.reduce((sum, { text }) => sum + text.length, 0)
    expect(length).toBeGreaterThan(0.9 * notices.length)
  })
})
