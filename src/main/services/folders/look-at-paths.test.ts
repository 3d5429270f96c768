import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { lookAtPaths } from './look-at-paths'

test('libraries, folders, images and other files are told apart', async () => {
  const folder = tempFolder()
  const library = join(folder, 'library')
  mkdirSync(library)
  for (const name of ['library/library.sqlite', 'ảnh.JPG', 'captions.json']) {
    writeFileSync(join(folder, name), '')
  }
  writeFileSync(join(folder, 'no ending'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
  const names = [
    'library',
    'library/library.sqlite',
    'ảnh.JPG',
    'no ending',
    'captions.json',
    'nothing'
  ]
  const paths = [folder, ...names.map((name) => join(folder, name))]
  expect(await lookAtPaths(paths)).toEqual([
    { path: folder, kind: 'folder' },
    { path: library, kind: 'library' },
    { path: library, kind: 'library' },
    { path: join(folder, 'ảnh.JPG'), kind: 'image' },
    { path: join(folder, 'no ending'), kind: 'image' },
    { path: join(folder, 'captions.json'), kind: 'file' },
    { path: join(folder, 'nothing'), kind: 'missing' }
  ])
})
