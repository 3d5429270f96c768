import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listFolder } from './list-folder'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-folders-'))
  for (const name of ['ảnh 10', 'ảnh 9', '.hidden']) mkdirSync(join(dir, name))
  writeFileSync(join(dir, 'captions.json'), '[]')
  symlinkSync(join(dir, 'nowhere'), join(dir, 'broken'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('folders come before files, in natural order, without hidden or broken ones', async () => {
  const listing = await listFolder(dir, true)
  expect(listing.entries.map((entry) => [entry.name, entry.kind])).toEqual([
    ['ảnh 9', 'folder'],
    ['ảnh 10', 'folder'],
    ['captions.json', 'file']
  ])
  expect(listing.parent).toBe(dirname(dir))
  expect((await listFolder(dir, false)).entries).toHaveLength(2)
})

test('null is the home folder, and the root has no parent', async () => {
  expect((await listFolder(null, false)).path).not.toBe('')
  expect((await listFolder('/', false)).parent).toBeNull()
})

test('a folder that is not there is named', async () => {
  await expect(listFolder(join(dir, 'nowhere'), false)).rejects.toMatchObject({
    code: 'file.not-found'
  })
  await expect(listFolder(join(dir, 'captions.json'), false)).rejects.toMatchObject({
    code: 'file.not-found'
  })
})
