import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pinnedNode } from './support/pack'

interface Outcome {
  found: { version: string; notes: string | null } | null
  askedByCheck: string[]
  shares: number[]
  refusal: string | null
}

const description = /^\/latest-linux.*\.yml$/

describe.skipIf(process.platform !== 'linux')('an update by electron-updater', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-updater-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

  /** A feed with one version, as electron-builder writes it. */
  function update(version: string, hash?: string): Promise<Outcome> {
    const feed = join(dir, 'feed')
    const name = `viecap-workbench_${version}_amd64.deb`
    const content = randomBytes(200_000)
    const sha512 = hash ?? createHash('sha512').update(content).digest('base64')
    mkdirSync(feed)
    writeFileSync(join(feed, name), content)
    const file = { url: name, sha512, size: content.length }
    const released = new Date(0).toISOString()
    const latest = { version, files: [file], path: name, sha512, releaseDate: released }
    // JSON is YAML.
    const text = JSON.stringify({ ...latest, releaseNotes: 'Faster.' })
    for (const end of ['', '-arm64']) writeFileSync(join(feed, `latest-linux${end}.yml`), text)
    const script = join(import.meta.dirname, 'support', 'drive-updater.mjs')
    const child = fork(script, [feed, dir], {
      execPath: pinnedNode,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, XDG_CACHE_HOME: join(dir, 'cache') },
      silent: true
    })
    let words = ''
    child.stderr?.on('data', (chunk) => (words += String(chunk)))
    return new Promise((resolve, reject) => {
      child.on('message', (message) => resolve(message as Outcome))
      child.on('exit', (code) => reject(new Error(`it ended with ${code}: ${words}`)))
    })
  }

  it('is found, and not downloaded before it is asked for', async () => {
    const { found, askedByCheck, shares, refusal } = await update('9.0.0')
    expect(found).toEqual({ version: '9.0.0', notes: 'Faster.' })
    expect(askedByCheck.filter((path) => !description.test(path))).toEqual([])
    expect(refusal).toBeNull()
    expect(shares.at(-1)).toBe(1)
  })

  it('is none where the feed has this version or an older one', async () => {
    expect((await update('0.2.0')).found).toBeNull()
  })

  it('is refused where its content is another than the feed says', async () => {
    const { refusal } = await update('9.0.0', Buffer.alloc(64).toString('base64'))
    expect(refusal).toMatch(/sha512 checksum mismatch/)
  })
})
