import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { addImages, tempFolder } from '../../../../test/fixtures/temp-library'
import { captionHistory } from '../../store/captions/caption-history'
import { listCaptions, removeCaption, setCaptionStatus } from '../../store/captions/captions'
import { listReferences } from '../../store/captions/references'
import { entityOfTable } from '../../store/core/changes'
import { all, databaseOf, run } from '../../store/core/connection'
import { checkDatabase } from '../../store/core/copy-database'
import { openLibrary } from '../../store/core/library'
import { redoInSteps, undoInSteps } from '../../store/core/undo'
import { tagsOf } from '../../store/images/image-rows'
import { getImage, getImageFile, setSplit } from '../../store/images/images'
import { partTables } from '../../store/parts/reduce-to-part'
import { mergeLibrary } from './merge-library'
import { splitLibrary } from './split-library'
import {
  add,
  edit,
  first,
  found,
  merge,
  removeImage,
  scene,
  split,
  stateOf,
  tag,
  textsOf
} from './test/parted'

const code = (code: string) => expect.objectContaining({ code }) as Error

it('a part is a library of the images that fit, with their history, and nothing of the others', async () => {
  const { library, ids } = scene()
  const [a = 0, b = 0] = ids
  edit(library, a, 'một con mèo nằm trên ghế', 'person:Lan')
  edit(library, b, 'bí mật của ảnh khác')
  const part = await split(library, 'Minh', 'name:0.jpg')
  expect((await part.info()).counts).toMatchObject({ images: 1, captions: 1, pairs: 0 })
  expect(found(part, 'mèo')).toEqual([a])
  expect(captionHistory(part.read, first(part, a).id).map(({ actor }) => actor)).toEqual([
    'import',
    'person:Lan'
  ])
  expect(await undoInSteps(part.write)).toBeNull()
  part.close()
  const bytes = readFileSync(join(part.root, 'library.sqlite')).toString('latin1')
  expect(bytes).toContain(Buffer.from('mèo nằm').toString('latin1'))
  expect(bytes).not.toContain(Buffer.from('bí mật').toString('latin1'))
  expect(bytes).not.toContain('3.jpg')
})

it('of every table it is known what of it goes into a part', () => {
  expect(Object.keys(partTables).sort()).toEqual(Object.keys(entityOfTable).sort())
})

it('takes images and thumbnails along, and refers to those that are not there', async () => {
  const { library, ids } = scene(2)
  const images = tempFolder()
  writeFileSync(join(images, 'x.jpg'), 'image x')
  run(
    library.write,
    'UPDATE image SET path = ?, content_hash = ? WHERE id = ?',
    join(images, 'x.jpg'),
    'abcd',
    ids[0] ?? 0
  )
  mkdirSync(join(library.root, 'thumbnails', '256', 'ab'), { recursive: true })
  writeFileSync(join(library.root, 'thumbnails', '256', 'ab', 'abcd.webp'), 'small')
  const to = join(tempFolder(), 'part')
  const wish = { library: library.root, to, name: 'Minh', filter: '', withImages: true }
  const report = await splitLibrary({ ...wish, threadFile: undefined })
  expect(report).toEqual({ path: to, images: 2, captions: 2, missing: 1, work: 0, pairs: 0 })
  const part = openLibrary(to)
  onTestFinished(() => part.close())
  const image = getImage(part.read, ids[0] ?? 0)
  expect(image.path.startsWith(to)).toBe(true)
  expect(readFileSync(image.path, 'utf8')).toBe('image x')
  expect(readFileSync(join(to, 'thumbnails', '256', 'ab', 'abcd.webp'), 'utf8')).toBe('small')
})

it('a filter that nothing fits leaves no folder', async () => {
  const { library } = scene()
  const folder = tempFolder()
  const wish = { library: library.root, to: join(folder, 'part'), name: 'x', withImages: false }
  await expect(
    splitLibrary({ ...wish, filter: 'name:nothing', threadFile: undefined })
  ).rejects.toThrow(code('part.empty'))
  expect(readdirSync(folder)).toEqual([])
})

it('brings back what was done in the part, with who and when, as one undo', async () => {
  const { library, ids } = scene()
  const [a = 0, b = 0, c = 0, d = 0] = ids
  const part = await split(library, 'Minh')
  edit(part, a, 'sửa một', 'person:Minh')
  edit(part, a, 'sửa hai', 'person:Minh')
  setCaptionStatus(part.write, first(part, b).id, 'accepted')
  add(part, b, 'thêm một chú thích')
  removeCaption(part.write, first(part, c).id)
  removeImage(part, d)
  tag(part, a, 'đẹp')
  setSplit(part.write, [b], 'test')
  // Meanwhile, of other things.
  tag(library, a, 'ngoài trời')
  add(library, a, 'của thư viện')
  const before = stateOf(library)

  expect(await merge(library, part)).toEqual({
    part: 'Minh',
    images: { added: 0, removed: 1, kept: 0, broughtBack: 0 },
    captions: { added: 1, changed: 2, removed: 2, conflicts: 0, kept: 0, judged: 0 },
    work: { done: 0, skipped: 0, reopened: 0 }
  })
  expect(textsOf(library, a)).toEqual(['sửa hai', 'của thư viện'])
  expect(textsOf(library, b)).toEqual(['chú thích số 1', 'thêm một chú thích'])
  expect(first(library, b).status).toBe('accepted')
  expect(textsOf(library, c)).toEqual([])
  expect(() => getImage(library.read, d)).toThrow(code('entity.not-found'))
  expect(tagsOf(library.read, a)).toEqual(['ngoài trời', 'đẹp'].sort())
  expect(getImage(library.read, b).split).toBe('test')
  const [done, there] = [library, part].map(({ read }) =>
    captionHistory(read, first(library, a).id)
  )
  const minhs = (list: typeof done) =>
    list?.filter(({ actor }) => actor === 'person:Minh').map(({ at, after }) => [at, after?.text])
  expect(minhs(done)).toEqual(minhs(there))
  expect(captionHistory(library.read, first(library, b).id).map(({ actor }) => actor)).toEqual([
    'import',
    // A person without a name is called after the part.
    'person:Minh',
    'person:Boss'
  ])

  const after = stateOf(library)
  expect(await merge(library, part)).toBeNull()
  expect(stateOf(library)).toEqual(after)
  expect(await undoInSteps(library.write)).toMatchObject({ kind: 'merge-part' })
  expect(stateOf(library)).toEqual(before)
  await redoInSteps(library.write)
  expect(stateOf(library)).toEqual(after)
  await undoInSteps(library.write)
  await merge(library, part)
  expect(stateOf(library)).toEqual(after)
})

it('names whoever gave no name after the part, as author and reviewer, also of what is merged later', async () => {
  const { library, ids } = scene()
  const [a = 0, b = 0] = ids
  const part = await split(library, 'Minh')
  edit(part, a, 'Minh viết câu này')
  setCaptionStatus(part.write, first(part, b).id, 'accepted')
  await merge(library, part)
  const facts = (id: number) => {
    const { author, reviewer, status } = first(library, id)
    return [author, reviewer, status]
  }
  expect(facts(a)).toEqual(['Minh', null, 'draft'])
  expect(facts(b)).toEqual([null, 'Minh', 'accepted'])
  setCaptionStatus(part.write, first(part, a).id, 'accepted')
  await merge(library, part)
  expect(facts(a)).toEqual(['Minh', 'Minh', 'accepted'])
  // Nobody whose work is hidden from others appears as what came with the data.
  const versions = all<{ after: string }>(
    library.read,
    "SELECT after FROM revision WHERE after LIKE '%Minh viết%'"
  ).map(({ after }) => (JSON.parse(after) as { author: string | null }).author)
  expect(new Set(versions)).toEqual(new Set(['Minh']))
})

it('where both changed a caption, ours stays and theirs is put before a person', async () => {
  const { library, ids } = scene()
  const [a = 0, b = 0, c = 0] = ids
  const part = await split(library, 'Minh')
  edit(part, a, 'theo Minh')
  edit(library, a, 'theo thư viện')
  // Removed on one side, changed on the other.
  removeCaption(part.write, first(part, b).id)
  edit(library, b, 'sửa cái đã xoá ở kia')
  edit(part, c, 'sửa cái đã xoá ở đây')
  const removed = first(library, c).id
  removeImage(library, c)

  expect(await merge(library, part)).toMatchObject({
    images: { broughtBack: 1 },
    captions: { conflicts: 2, kept: 1, changed: 0, removed: 0 }
  })
  const [ours, theirs] = listCaptions(library.read, a)
  expect(ours).toMatchObject({ text: 'theo thư viện', conflictsWith: null })
  expect(theirs).toMatchObject({
    ...{ text: 'theo Minh', status: 'draft', source: 'person', author: 'Minh' },
    conflictsWith: ours?.id
  })
  expect(textsOf(library, b)).toEqual(['sửa cái đã xoá ở kia'])
  expect(first(library, c)).toMatchObject({
    text: 'sửa cái đã xoá ở đây',
    conflictsWith: removed
  })
  expect(found(library, 'is:conflict')).toEqual([a, c])
  expect(found(library, 'is:suggested')).toEqual([a, c])
  // It is no caption of the library's until somebody says so.
  expect(listReferences(library.read, a)).toEqual(['theo thư viện'])

  // Decided here; what comes from there later is another version again.
  setCaptionStatus(library.write, theirs?.id ?? 0, 'rejected')
  expect(found(library, 'is:conflict')).toEqual([c])
  expect(await merge(library, part)).toBeNull()
  edit(part, a, 'theo Minh, lần hai')
  edit(part, c, 'sửa nữa')
  expect(await merge(library, part)).toMatchObject({ captions: { conflicts: 2 } })
  expect(textsOf(library, a)).toEqual(['theo thư viện', 'theo Minh', 'theo Minh, lần hai'])
  // Nobody had decided about the earlier version, which gives way.
  expect(textsOf(library, c)).toEqual(['sửa nữa'])
})

it('the same text that was judged differently is to be looked at again', async () => {
  const { library, ids } = scene()
  const [a = 0, b = 0] = ids
  const part = await split(library, 'Minh')
  for (const [side, image, status] of [
    [library, a, 'accepted'],
    [part, a, 'rejected'],
    [library, b, 'accepted'],
    [part, b, 'accepted']
  ] as const) {
    setCaptionStatus(side.write, first(side, image).id, status)
  }
  expect(await merge(library, part)).toMatchObject({ captions: { judged: 1, conflicts: 0 } })
  expect([first(library, a).status, first(library, b).status]).toEqual(['draft', 'accepted'])
})

it('images that were imported on both sides are one, and so are their captions', async () => {
  const { library, ids } = scene(1)
  const part = await split(library, 'Minh')
  addImages(part, { 'new.jpg': ['mới'], 'other.jpg': ['khác'] })
  addImages(library, { 'elsewhere.jpg': ['nơi khác'], 'new.jpg': ['mới'] })
  expect(await merge(library, part)).toMatchObject({
    images: { added: 1 },
    captions: { added: 1, conflicts: 0 }
  })
  const rows = all<{ name: string }>(library.read, 'SELECT name FROM image ORDER BY name')
  expect(rows.map(({ name }) => name)).toEqual(['0.jpg', 'elsewhere.jpg', 'new.jpg', 'other.jpg'])
  expect(all(library.read, 'SELECT id FROM caption')).toHaveLength(4)
  expect(await merge(library, part)).toBeNull()
  await undoInSteps(library.write)
  expect(all(library.read, 'SELECT id FROM image')).toHaveLength(3)
  await redoInSteps(library.write)
  expect(textsOf(library, ids[0] ?? 0)).toEqual(['chú thích số 0'])
  expect(all(library.read, 'SELECT id FROM caption')).toHaveLength(4)
})

it('image files that were added in the part come along', async () => {
  const { library } = scene(1)
  const part = await split(library, 'Minh')
  addImages(part, { 'new.jpg': ['mới'] })
  mkdirSync(join(part.root, 'images'))
  writeFileSync(join(part.root, 'images', 'new.jpg'), 'pixels')
  run(part.write, "UPDATE image SET path = 'images/new.jpg' WHERE name = 'new.jpg'")
  await merge(library, part)
  const [id = 0] = found(library, 'name:new.jpg')
  const { path, missing } = getImage(library.read, id)
  expect([path.startsWith(library.root), missing]).toEqual([true, false])
  expect(readFileSync(path, 'utf8')).toBe('pixels')
})

it('what a part says of files leads out of no folder', async () => {
  const { library } = scene(1)
  const part = await split(library, 'Minh')
  addImages(part, { 'new.jpg': ['mới'] })
  writeFileSync(join(part.root, '..', 'secret.jpg'), 'not to be taken along')
  const sql = "UPDATE image SET path = '../secret.jpg', content_hash = ? WHERE name = 'new.jpg'"
  run(part.write, sql, '../../outside')
  await merge(library, part)
  const [id = 0] = found(library, 'name:new.jpg')
  expect(existsSync(join(library.root, 'images'))).toBe(false)
  expect(getImageFile(library.read, id)).toEqual({
    path: join(part.root, '..', 'secret.jpg'),
    contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string
  })
})

it('refuses what is no part of this library', async () => {
  const { library } = scene()
  const other = scene().library
  await expect(merge(library, other)).rejects.toThrow(code('part.not-a-part'))
  const part = await split(other, 'Minh')
  await expect(merge(library, part)).rejects.toThrow(code('part.other-library'))
  expect(existsSync(join(library.root, 'library.sqlite'))).toBe(true)
})

it('a part of an earlier version is merged, which is said, and stays as it is', async () => {
  const { library, ids } = scene()
  const part = await split(library, 'Minh')
  edit(part, ids[0] ?? 0, 'theo bản cũ')
  // As it was before captions could be in conflict.
  const database = databaseOf(part.write)
  database.exec(`
    DROP TABLE cluster_work;
    DROP TABLE cluster_task;
    DROP TABLE assignment;
    DROP TABLE work_member;
    DROP TABLE work_list;
    DROP TABLE review_settings;
    DROP INDEX change_group_adjudicated;
    DROP INDEX caption_by_notes;
    DROP INDEX caption_by_reviewer;
    DROP INDEX caption_by_author;
    DROP INDEX caption_in_conflict;
    ALTER TABLE caption DROP COLUMN open_notes;
    ALTER TABLE caption DROP COLUMN notes;
    ALTER TABLE caption DROP COLUMN reviewer;
    ALTER TABLE caption DROP COLUMN conflicts_with`)
  database.pragma('user_version = 290')
  part.close()
  const wish = { library, part: part.root, actor: 'person', threadFile: undefined }
  expect(await mergeLibrary(wish)).toMatchObject({
    olderSchema: 290,
    report: { captions: { changed: 1 } }
  })
  expect(textsOf(library, ids[0] ?? 0)).toEqual(['theo bản cũ'])
  expect(checkDatabase(join(part.root, 'library.sqlite')).schemaVersion).toBe(290)
})
