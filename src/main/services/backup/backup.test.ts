import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addImages, only, tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption } from '../../store/captions/captions'
import { openLibrary, type Library } from '../../store/core/library'
import { backupsIn, listBackups, listCopies } from './backup-folder'
import { makeBackup, type BackupWish } from './make-backup'
import { restoreInto, restoreOver } from './restore-backup'
import { findRestorable, verifyBackup } from './verify-backup'

const code = (code: string) => expect.objectContaining({ code }) as Error

const backUp = (library: Library, wish: Partial<BackupWish> = {}) =>
  makeBackup({
    library: library.root,
    folder: backupsIn(library.root),
    runs: false,
    threadFile: undefined,
    ...wish
  })

const write = (library: Library, imageId: number, text: string) =>
  saveCaption(library.write, { id: null, imageId, text, version: null })
const textsOf = (library: Library, imageId: number) =>
  listCaptions(library.read, imageId).map(({ text }) => text)

/** A library with one image, and an image file of its own. */
function scene() {
  const library = tempLibrary()
  const image = only(addImages(library, { 'a.jpg': ['một con mèo'] }))
  mkdirSync(join(library.root, 'images', 'ab'), { recursive: true })
  writeFileSync(join(library.root, 'images', 'ab', 'abc.jpg'), 'an image')
  return { library, image }
}

/** As many images with a long caption each as take a copy some time. */
const fill = (library: Library) =>
  addImages(
    library,
    Object.fromEntries(
      Array.from({ length: 3000 }, (_, n) => [`${n}.jpg`, [`chú thích ${n} ${'x'.repeat(500)}`]])
    )
  )

it('holds the library as it was at one moment while people go on writing', async () => {
  const { library, image } = scene()
  fill(library)
  let done = false
  const making = backUp(library).finally(() => (done = true))
  let saved = 0
  while (!done) {
    write(library, image, `thêm ${saved}`)
    saved += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  const backup = await making
  expect(saved).toBeGreaterThan(2)
  expect(backup.counts.images).toBe(3001)
  expect(textsOf(library, image)).toHaveLength(1 + saved)

  const into = join(tempFolder(), 'restored')
  await restoreInto(await findRestorable(backup.path), into)
  const restored = openLibrary(into)
  const before = backup.counts.captions - 3000
  expect(textsOf(restored, image)).toEqual(textsOf(library, image).slice(0, before))
  expect(readFileSync(join(into, 'images', 'ab', 'abc.jpg'), 'utf8')).toBe('an image')
  write(restored, image, 'nữa')
  restored.close()
})

it('links unchanged files to the backup before, and keeps so many of each age', async () => {
  const { library } = scene()
  const first = await backUp(library)
  const second = await backUp(library)
  const image = (path: string) => statSync(join(path, 'images', 'ab', 'abc.jpg')).ino
  expect(image(second.path)).toBe(image(first.path))
  const third = await backUp(library, { kept: { last: 1 } })
  const left = await listBackups(backupsIn(library.root))
  expect(left.map(({ path }) => path)).toEqual([third.path])
  expect(readFileSync(join(third.path, 'images', 'ab', 'abc.jpg'), 'utf8')).toBe('an image')
})

it('removes no backup of another library, and nothing that is none', async () => {
  const [one, other] = [scene().library, scene().library]
  const folder = tempFolder()
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  await backUp(one, { folder })
  await backUp(other, { folder, kept: { last: 1 } })
  await backUp(other, { folder, kept: { last: 1 } })
  expect((await listBackups(folder)).map(({ library }) => library.path).sort()).toEqual(
    [one.root, other.root].sort()
  )
  expect(readdirSync(folder)).toContain('notes.txt')
})

it('a changed byte, a lost image and a folder that is no backup are found', async () => {
  const { library } = scene()
  const verify = async (path: string) => verifyBackup(await findRestorable(path), undefined)
  const { path, verifiedAt } = await backUp(library)
  expect((await verify(path))?.verifiedAt).toBeGreaterThanOrEqual(verifiedAt)
  const database = join(path, 'library.sqlite')
  const bytes = readFileSync(database)
  bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000)
  writeFileSync(database, bytes)
  await expect(verify(path)).rejects.toThrow(code('backup.damaged'))
  const second = await backUp(library)
  writeFileSync(join(library.root, 'images', 'ab', 'more.jpg'), 'another')
  const third = await backUp(library)
  expect([second.files.count, third.files.count]).toEqual([1, 2])
  rmSync(join(third.path, 'images', 'ab', 'more.jpg'))
  await expect(verify(third.path)).rejects.toThrow(code('backup.files-missing'))
  await expect(verify(tempFolder())).rejects.toThrow(code('backup.not-found'))
})

it('a damaged library is not backed up, and nothing is left of the attempt', async () => {
  const { library } = scene()
  fill(library)
  const { root } = library
  library.close()
  const file = join(root, 'library.sqlite')
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 4096 * 20, 4096 * 22)
  writeFileSync(file, bytes)
  const wish = { library: root, folder: backupsIn(root), runs: false, threadFile: undefined }
  await expect(makeBackup(wish)).rejects.toThrow(
    expect.objectContaining({ code: expect.stringMatching(/damaged/) as string }) as Error
  )
  expect(readdirSync(backupsIn(root))).toEqual([])
})

it('is put in the place of a closed library, whose database is kept', async () => {
  const { library, image } = scene()
  const backup = await backUp(library)
  write(library, image, 'sau bản sao lưu')
  const source = await findRestorable(backup.path)
  await expect(restoreOver(source, library.root)).rejects.toThrow(code('library.locked'))
  library.close()

  const kept = await restoreOver(source, library.root)
  const restored = openLibrary(library.root)
  expect(textsOf(restored, image)).toEqual(['một con mèo'])
  restored.close()
  expect(await listCopies(backupsIn(library.root))).toEqual([kept])

  await restoreOver(await findRestorable(kept), library.root)
  const again = openLibrary(library.root)
  expect(textsOf(again, image)).toEqual(['một con mèo', 'sau bản sao lưu'])
  again.close()
})

it('what a crash left in the log of the old library is kept with it', async () => {
  const { library, image } = scene()
  const backup = await backUp(library)
  write(library, image, 'nằm trong log')
  // As after a power cut: the database with a log beside it.
  const crashed = join(tempFolder(), 'crashed')
  mkdirSync(crashed)
  for (const name of ['library.sqlite', 'library.sqlite-wal']) {
    copyFileSync(join(library.root, name), join(crashed, name))
  }
  const kept = await restoreOver(await findRestorable(backup.path), crashed)
  await restoreOver(await findRestorable(kept), crashed)
  const again = openLibrary(crashed)
  expect(textsOf(again, image)).toEqual(['một con mèo', 'nằm trong log'])
  again.close()
})

it('a damaged library is restored, and no backup of another one takes its place', async () => {
  const { library, image } = scene()
  const { path } = await backUp(library)
  const other = scene().library
  const foreign = await backUp(other)
  library.close()
  await expect(restoreOver(await findRestorable(foreign.path), library.root)).rejects.toThrow(
    code('backup.other-library')
  )
  writeFileSync(join(library.root, 'library.sqlite'), 'no database at all')
  expect(() => openLibrary(library.root)).toThrow(code('library.damaged-backup'))
  writeFileSync(join(library.root, 'library.sqlite-wal'), 'nor a log')
  const kept = await restoreOver(await findRestorable(path), library.root)
  expect(readFileSync(kept, 'utf8')).toBe('no database at all')
  expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('nor a log')
  const restored = openLibrary(library.root)
  expect(textsOf(restored, image)).toEqual(['một con mèo'])
  restored.close()
})
