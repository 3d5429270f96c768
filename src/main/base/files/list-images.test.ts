import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { walkImages } from './list-images'

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])

async function namesIn(folder: string, besides?: RegExp): Promise<string[]> {
  const names: string[] = []
  for await (const { name, isImage } of walkImages(folder, true, besides ? { besides } : {})) {
    names.push(isImage ? name : `(${name})`)
  }
  return names
}

it('finds images by their names in any case, and others by their content', async () => {
  const folder = tempFolder()
  for (const name of ['A.JPG', 'b.jfif', 'c.jpe', 'd', 'e.dat', 'f.txt', 'g.json']) {
    writeFileSync(join(folder, name), JPEG)
  }
  writeFileSync(join(folder, 'notes.dat'), 'BM words')
  writeFileSync(join(folder, 'h.heic'), 'no image')
  expect(await namesIn(folder)).toEqual(['A.JPG', 'b.jfif', 'c.jpe', 'h.heic', 'd', 'e.dat'])
  expect(await namesIn(folder, /\.txt$/)).toContain('(f.txt)')
})

it('takes each image of a cache of links once, by its name', async () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'blobs'))
  mkdirSync(join(folder, 'snapshots'))
  for (const name of ['0aa', '0bb', '0cc']) writeFileSync(join(folder, 'blobs', name), JPEG)
  symlinkSync('../blobs/0aa', join(folder, 'snapshots', 'a.jpg'))
  symlinkSync('../blobs/0bb', join(folder, 'snapshots', 'b.jpg'))
  symlinkSync('..', join(folder, 'snapshots', 'loop'))
  expect(await namesIn(folder)).toEqual(['snapshots/a.jpg', 'snapshots/b.jpg', 'blobs/0cc'])
})
