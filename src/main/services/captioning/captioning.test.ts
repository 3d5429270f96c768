import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { addCaptioned } from '../../../../test/fixtures/captioning'
import { addImages, tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { CaptioningExport } from '../../../shared/domain'
import { findErrorText } from '../../../shared/errors'
import { listCaptions, saveCaption } from '../../store/captions/captions'
import { undoInSteps } from '../../store/core/undo'
import { exportCaptioning, intoLibrary } from '.'
import { listSource } from './list-source'
import { spread } from './spread'

async function listed(path: string): Promise<string[]> {
  const names: string[] = []
  const library = tempLibrary()
  const isFolder = !path.endsWith('list')
  const source = isFolder
    ? ({ kind: 'folder', path, recursive: true } as const)
    : ({ kind: 'list', path } as const)
  for await (const { file, error } of listSource(library, source)) {
    names.push(error ? `${file}: ${error.code}` : file)
  }
  return names
}

describe('the images of a source', () => {
  it('are those of a folder in the order of their names, folder by folder', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'b.jpg'))
    for (const name of ['c.jpg', 'a.png', 'b.jpg/z.jpg', '.hidden.jpg', 'text.txt']) {
      writeFileSync(join(folder, name), 'x')
    }
    expect(await listed(folder)).toEqual(['a.png', 'b.jpg/z.jpg', 'c.jpg'])
  })

  it('are one where the path is that of an image', async () => {
    const folder = tempFolder()
    for (const name of ['a.png', 'b.jpg']) writeFileSync(join(folder, name), 'x')
    expect(await listed(join(folder, 'a.png'))).toEqual(['a.png'])
  })

  it('are those that a list names, by lines or ended by NUL', async () => {
    const list = join(tempFolder(), 'list')
    writeFileSync(list, 'a.jpg\r\n\n/b c.png\n')
    expect(await listed(list)).toEqual(['a.jpg', '/b c.png'])
    writeFileSync(list, 'a\nb.jpg\0c.jpg\0')
    expect(await listed(list)).toEqual(['a\nb.jpg', 'c.jpg'])
    await expect(listed(join(tempFolder(), 'no-list'))).rejects.toMatchObject({
      code: 'file.not-found'
    })
  })

  it.each([
    [1, 3],
    [5, 3],
    [100, 3],
    [1000, 8]
  ])('of %i, %i are spread over all of them', async (total, count) => {
    async function* numbers() {
      for (let number = 0; number < total; number++) yield await Promise.resolve(number)
    }
    const taken: number[] = []
    for await (const number of spread(numbers(), count)) taken.push(number)
    expect(taken).toHaveLength(Math.min(total, count))
    expect(taken[0]).toBe(0)
    expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b))
    expect(taken.at(-1)).toBeGreaterThanOrEqual(Math.floor(total / 2) - 1)
  })
})

it('captions go out as they stand, with what people made of them', async () => {
  const library = tempLibrary()
  const texts = { 'a.jpg': 'ba', 'b.jpg': null, 'c/d.jpg': 'một, "hai"' }
  const jobId = addCaptioned(library, {}, texts)
  const file = join(tempFolder(), 'out')
  const read = async (format: 'json' | 'jsonl' | 'csv') => {
    const settings = v.parse(CaptioningExport, { jobId, file, format, overwrite: true })
    expect(await exportCaptioning(library, settings)).toMatchObject({ file, captions: 2 })
    return readFileSync(file, 'utf8')
  }
  expect(JSON.parse(await read('json'))).toEqual([
    { id: 'a.jpg', captions: 'ba' },
    { id: 'c/d.jpg', captions: 'một, "hai"' }
  ])
  expect(await read('jsonl')).toContain('{"image":"a.jpg","caption":"ba","score":-0.5}\n')
  expect(await read('csv')).toBe(
    'image,caption,score\r\na.jpg,ba,-0.5\r\nc/d.jpg,"một, ""hai""",-0.5\r\n'
  )
})

it('drafts put into the library are taken back by one undo, people’s captions stay', async () => {
  const library = tempLibrary()
  const [a = 0, b = 0] = addImages(library, { 'a.jpg': ['của người'], 'b.jpg': [] })
  const texts = { 'a.jpg': 'máy một', 'b.jpg': 'máy hai', 'x.jpg': 'máy ba', 'y.jpg': '' }
  const jobId = addCaptioned(library, { runId: 'run-0001' }, texts)
  expect(await intoLibrary(library, jobId)).toEqual({
    added: 2,
    unchanged: 0,
    unknown: 1,
    empty: 1
  })
  expect(await intoLibrary(library, jobId)).toEqual({
    added: 0,
    unchanged: 2,
    unknown: 1,
    empty: 1
  })
  const captionsOf = (id: number) =>
    listCaptions(library.read, id).map(({ text, source, runId, status }) => [
      ...[text, source, runId, status]
    ])
  expect(captionsOf(a)).toEqual([
    ['của người', 'imported', null, 'draft'],
    ['máy một', 'model', 'run-0001', 'draft']
  ])
  await undoInSteps(library.write)
  expect([captionsOf(a).length, captionsOf(b).length]).toEqual([1, 0])
  saveCaption(library.write, { id: null, imageId: b, text: 'người viết', version: null })
  expect(captionsOf(b)).toEqual([['người viết', 'person', null, 'draft']])
})

it('reasons are said in Vietnamese as well', () => {
  const params = { path: 'a.jpg', detail: 'the file is damaged or truncated' }
  expect(findErrorText('image.unreadable', params, 'vi')).toBe(
    'Không đọc được ảnh a.jpg: tệp bị hỏng hoặc bị cắt ngang.'
  )
})
