import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { addImages, tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { limitToRoots } from '../../base/files/allowed-roots'
import { listenForChanges, run } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { pageImages } from '../../store/search/image-listing'
import { MissingFiles, type MissingFilesTimes } from './missing-files'

const NEVER = 2 ** 30
const names = ['a.jpg', 'b.jpg', 'c.jpg']

let library: Library
let folder: string
let announced: number
let busy: boolean
beforeEach(() => {
  library = tempLibrary()
  folder = join(library.root, 'images')
  announced = 0
  busy = false
  mkdirSync(folder)
  for (const name of names) put(name)
  addImages(library, Object.fromEntries(names.map((name) => [name, []])))
  run(library.write, "UPDATE image SET path = 'images/' || name")
  listenForChanges(library.write, () => announced++)
})

const put = (name: string) => writeFileSync(join(folder, name), name)
const take = (name: string) => rmSync(join(folder, name))
const found = () =>
  pageImages(library.read, { text: 'is:missing' }, { offset: 0, limit: 10 }).rows.map(
    ({ name }) => name
  )
const idOf = (name: string) => names.indexOf(name) + 1

function open(times: Partial<MissingFilesTimes> = {}): MissingFiles {
  const files = new MissingFiles({
    library,
    busy: () => busy,
    log: pino({ level: 'silent' }),
    times: { start: 0, missing: 30, all: NEVER, ...times }
  })
  onTestFinished(() => files.close())
  return files
}

it('notes that the file of an image that is asked for is gone, and that it is back', async () => {
  const files = open()
  take('b.jpg')
  for (const name of names) files.note(idOf(name))
  await expect.poll(found).toEqual(['b.jpg'])
  expect(announced).toBe(1)
  put('b.jpg')
  files.note(idOf('b.jpg'))
  await expect.poll(found).toEqual([])
  await expect.poll(() => announced).toBe(2)
})

it('announces once what was lost, and what was never there not at all', async () => {
  take('a.jpg')
  const files = open()
  files.note(idOf('b.jpg'))
  files.note(NEVER)
  files.note(idOf('c.jpg'))
  files.start()
  await expect.poll(found).toEqual(['a.jpg'])
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(announced).toBe(1)
})

it('finds in the background that a whole folder is gone, and that it is back', async () => {
  open().start()
  const aside = join(tempFolder(), 'aside')
  renameSync(folder, aside)
  await expect.poll(found).toEqual(names)
  // Only the missing are looked for from now on.
  renameSync(aside, folder)
  await expect.poll(found).toEqual([])
})

it('goes over all images again after a while', async () => {
  open({ all: 60 }).start()
  await new Promise((resolve) => setTimeout(resolve, 200))
  take('c.jpg')
  await expect.poll(found).toEqual(['c.jpg'])
})

it('waits while a job runs', async () => {
  busy = true
  take('a.jpg')
  open().start()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(found()).toEqual([])
  busy = false
  await expect.poll(found, { timeout: 5000 }).toEqual(['a.jpg'])
})

it('loses no image of a library that was moved', async () => {
  const before = library.root
  renameSync(before, `${before}-moved`)
  folder = join(`${before}-moved`, 'images')
  take('a.jpg')
  open().start()
  await expect.poll(found).toEqual(['a.jpg'])
})

it('leaves images as they are that may not be looked at', async () => {
  await limitToRoots([tempFolder()])
  onTestFinished(() => limitToRoots(null))
  take('a.jpg')
  open({ all: 20 }).start()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(found()).toEqual([])
})

it('touches no library after it was closed', async () => {
  take('a.jpg')
  const files = open()
  files.note(idOf('a.jpg'))
  files.start()
  files.close()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(found()).toEqual([])
})
