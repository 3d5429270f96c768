import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Mulberry32 } from '../../src/main/engine/server/bench/mulberry32'
import { oraclePath } from '../fixtures/oracle'
import { outcomeOf, startViecap, viecap } from '../integration/support/viecap'
import { times } from './scale'

const IMAGES = times(1500, 300)
const KILLS = times(40, 6)
const dir = mkdtempSync(join(tmpdir(), 'viecap-export-kills-'))
const at = (...parts: string[]) => join(dir, ...parts)
const library = ['--library', at('library')]

beforeAll(async () => {
  mkdirSync(at('images'))
  const [image = ''] = readdirSync(oraclePath('clip', 'images'))
  for (let number = 0; number < IMAGES; number++) {
    copyFileSync(oraclePath('clip', 'images', image), at('images', `${number}.jpg`))
    writeFileSync(at('images', `${number}.txt`), `ảnh số ${number} .\n`.repeat(40))
  }
  expect((await viecap(at('home'), 'import', at('images'), ...library)).code).toBe(0)
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

/** Runs an export `KILLS` times, each killed at some moment of its life; looks after each. */
async function killed(args: string[], look: () => void): Promise<void> {
  const random = new Mulberry32(7)
  rmSync(at('out'), { recursive: true, force: true, maxRetries: 10 })
  const begun = performance.now()
  expect((await viecap(at('home'), ...args)).code).toBe(0)
  const whole = performance.now() - begun
  for (let kill = 0; kill < KILLS; kill++) {
    rmSync(at('out'), { recursive: true, force: true, maxRetries: 10 })
    const child = startViecap(at('home'), ...args)
    const ended = outcomeOf(child)
    await setTimeout(random.integer(0, Math.ceil(whole)))
    // The whole group, as a machine that loses power ends everything.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    await ended
    look()
  }
  rmSync(at('out'), { recursive: true, force: true, maxRetries: 10 })
  expect((await viecap(at('home'), ...args)).code).toBe(0)
  look()
  expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([])
}

// The images with a text each; in a folder with metadata, and a card beside it; in shards.
test.each([
  ['folder', ['--with-images'], 2 * IMAGES],
  ['imagefolder', [], IMAGES + 3],
  ['webdataset', [], Math.ceil(IMAGES / 1000) + 1]
])('an export as %s that is killed is whole or not there', async (format, options, entries) => {
  const folder = ['export', at('out'), '--format', format, ...options, ...library]
  await killed(folder, () => {
    if (!existsSync(at('out'))) return
    expect(readdirSync(at('out'), { recursive: true })).toHaveLength(entries)
  })
})

test('a file whose export is killed is the old one or the new one', async () => {
  writeFileSync(at('out.jsonl'), 'old')
  const file = ['export', at('out.jsonl'), '--format', 'jsonl', '--force', ...library]
  await killed(file, () => {
    const text = readFileSync(at('out.jsonl'), 'utf8')
    if (text !== 'old') expect(text.split('\n')).toHaveLength(IMAGES + 1)
    writeFileSync(at('out.jsonl'), 'old')
  })
})
