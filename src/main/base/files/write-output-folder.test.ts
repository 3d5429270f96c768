import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { writePart } from './write-output'
import { writeOutputFolder } from './write-output-folder'

const once = { overwrite: false }
const fill = async (folder: string) => {
  mkdirSync(join(folder, 'sub'))
  await writePart(join(folder, 'a.txt'), 'new a')
  await writePart(join(folder, 'sub', 'b.txt'), 'new b')
}
const filesIn = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort()

test('a folder is there when it is whole, and not where its writing fails', async () => {
  const around = tempFolder()
  const path = join(around, 'out')
  const failing = writeOutputFolder(path, once, async (folder) => {
    await fill(folder)
    expect(readdirSync(around)).not.toContain('out')
    throw new Error('an image is missing')
  })
  await expect(failing).rejects.toThrow()
  expect(readdirSync(around)).toEqual([])
  await writeOutputFolder(path, once, fill)
  expect(filesIn(path)).toEqual(['a.txt', 'sub', 'sub/b.txt'])
  expect(readdirSync(around)).toEqual(['out'])
})

test('an empty folder is filled without a question', async () => {
  const path = join(tempFolder(), 'out')
  mkdirSync(path)
  await writeOutputFolder(path, once, fill)
  expect(filesIn(path)).toEqual(['a.txt', 'sub', 'sub/b.txt'])
})

test('a folder with files in it is left, or on request has those of the same names replaced', async () => {
  const path = tempFolder()
  mkdirSync(join(path, 'sub'))
  writeFileSync(join(path, 'a.txt'), 'old a')
  writeFileSync(join(path, 'sub', 'c.txt'), 'old c')
  await expect(writeOutputFolder(path, once, fill)).rejects.toMatchObject({
    code: 'output.folder-not-empty'
  })
  await writeOutputFolder(path, { overwrite: true }, fill)
  expect(filesIn(path)).toEqual(['a.txt', 'sub', 'sub/b.txt', 'sub/c.txt'])
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('new a')
})

test('where one file cannot be replaced, none is', async () => {
  const path = tempFolder()
  writeFileSync(join(path, 'a.txt'), 'old a')
  mkdirSync(join(path, 'sub', 'b.txt'), { recursive: true })
  const writing = writeOutputFolder(path, { overwrite: true }, fill)
  await expect(writing).rejects.toMatchObject({ code: 'file.unwritable' })
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('old a')
  expect(filesIn(path)).toEqual(['a.txt', 'sub', 'sub/b.txt'])
})

test('a library is no target, and its exports folder stays', async () => {
  const { root } = tempLibrary()
  for (const path of [root, join(root, 'runs'), join(root, 'runs', 'new')]) {
    const writing = writeOutputFolder(path, { overwrite: true }, fill)
    await expect(writing).rejects.toMatchObject({ code: 'output.in-library' })
  }
  await writeOutputFolder(join(root, 'exports'), once, fill)
  expect(filesIn(join(root, 'exports'))).toEqual(['a.txt', 'sub', 'sub/b.txt'])
})
