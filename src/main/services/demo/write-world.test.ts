import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readImageInfo } from '../../vision/image-info'
import { drawImage } from './image/draw-scene'
import { Dice } from './world/dice'
import { drawScene } from './world/scene'
import { drawingToJpeg } from '../../vision/raster'
import { worldFiles, writeWorld } from './write-world'

const root = mkdtempSync(join(tmpdir(), 'viecap-world-'))
afterAll(() => rmSync(root, { recursive: true }))

const sizes = { train: 6, val: 2, test: 3, unseen: 2, pairs: 20 }

async function write(name: string, seed: number): Promise<string> {
  const dir = join(root, name)
  const signal = new AbortController().signal
  await writeWorld(dir, { seed, sizes, toJpeg: drawingToJpeg, signal, onProgress: () => undefined })
  return dir
}

function digest(dir: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(dir, { recursive: true }).map(String).sort()) {
    hash.update(name)
    if (/\.\w+$/.test(name)) hash.update(readFileSync(join(dir, name)))
  }
  return hash.digest('hex')
}

it('writes the same bytes from the same seed', async () => {
  const [first, again, other] = [await write('a', 3), await write('b', 3), await write('c', 4)]
  expect(digest(again)).toBe(digest(first))
  expect(digest(other)).not.toBe(digest(first))
})

it('writes images, captions and pairs in the forms that imports read', async () => {
  const dir = await write('d', 5)
  expect(readdirSync(join(dir, worldFiles.images))).toHaveLength(11)
  expect(readdirSync(join(dir, worldFiles.unseen))).toHaveLength(2)
  const records = JSON.parse(readFileSync(join(dir, worldFiles.captions('train')), 'utf8')) as {
    id: string
    captions: string
  }[]
  expect(records).toHaveLength(6)
  for (const { id, captions } of records) {
    expect(captions).toMatch(/\.$/)
    const info = await readImageInfo(join(dir, worldFiles.images, id))
    expect(info).toEqual({ width: 256, height: 256, format: 'jpeg', lacksEnd: false })
  }
  const lines = (file: string): number =>
    readFileSync(join(dir, file), 'utf8').trimEnd().split('\n').length
  expect([lines(worldFiles.english), lines(worldFiles.vietnamese)]).toEqual([20, 20])
})

it('stops when it is told to', async () => {
  const stop = new AbortController()
  const work = writeWorld(join(root, 'e'), {
    seed: 1,
    sizes,
    toJpeg: drawingToJpeg,
    signal: stop.signal,
    onProgress: () => stop.abort()
  })
  await expect(work).rejects.toThrow()
})

it('draws every kind of scene, without text, in well-formed numbers', () => {
  const dice = new Dice(9)
  for (let count = 0; count < 600; count++) {
    const svg = drawImage(dice, drawScene(dice, 'any'))
    expect(svg).not.toMatch(/<text|NaN|undefined|Infinity/)
  }
})
