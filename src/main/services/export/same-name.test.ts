import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { images as listedImages } from '../../../../test/fixtures/imported'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { addCaptioned } from '../../../../test/fixtures/captioning'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { CaptioningExport, ExportParams, ImportParams, RunConfig } from '../../../shared/domain'
import { listCaptions } from '../../store/captions/captions'
import { getImageFile } from '../../store/images/images'
import { insertJob } from '../../store/jobs/jobs'
import { addListedFiles, beginListing, finishListing, noteOutcomes } from '../../store/jobs/ledger'
import type { Library } from '../../store/core/library'
import { insertRun } from '../../store/runs/runs'
import { exportCaptioning } from '../captioning'
import { runImport } from '../import'
import { readInput } from '../import/read-input'
import { runExport } from '.'

const images = readdirSync(oraclePath('clip', 'images')).sort()
const importInto = (library: Library, params: v.InferInput<typeof ImportParams>) =>
  runImport(library, v.parse(ImportParams, params), {
    images: directImages,
    signal: new AbortController().signal,
    report: () => undefined
  })
const exportFrom = (library: Library, params: v.InferInput<typeof ExportParams>) =>
  runExport(library, v.parse(ExportParams, params))

/** Images by their paths in a folder, each with a caption beside it that says where it lies. */
function place(root: string, names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    copyFileSync(oraclePath('clip', 'images', images[index] ?? ''), join(root, name))
    writeFileSync(join(root, name.replace(/\.\w+$/, '.txt')), `Ở ${name}`)
  }
}

/** A library that has imported the folders `a`, `b` and `c` one after the other. */
async function threeImports() {
  const root = tempFolder()
  place(root, ['a/x.jpg', 'b/x.jpg', 'b/y.jpg', 'c/a/x.jpg'])
  const library = tempLibrary()
  for (const folder of ['a', 'b', 'c']) await importInto(library, { path: join(root, folder) })
  return { root, library }
}

/** What each image is called in exports: `a/x.jpg` is the name of another one. */
const expected = (root: string) => {
  const base = root.split('/').at(-1) ?? ''
  return {
    [`${base}/a/x.jpg`]: 'Ở a/x.jpg',
    'b/x.jpg': 'Ở b/x.jpg',
    'y.jpg': 'Ở b/y.jpg',
    'a/x.jpg': 'Ở c/a/x.jpg'
  }
}
/** The captions of each image of a library, by what its file holds. */
const contentsOf = (library: Library) =>
  Object.fromEntries(
    listedImages(library).map(({ id }) => {
      const { path } = getImageFile(library.read, id)
      const captions = listCaptions(library.read, id).map(({ text }) => text)
      return [readFileSync(path).toString('base64'), captions.join('|')]
    })
  )
const captionsOf = async (path: string) =>
  Object.fromEntries(
    (await readInput({ path, format: 'auto' })).records.map(({ image, captions }) => [
      image,
      captions.join('|')
    ])
  )

it.each([
  ['viecap4h', 'out.json'],
  ['coco', 'coco.json'],
  ['ktvic', 'ktvic.json'],
  ['coco-results', 'results.json'],
  ['jsonl', 'out.jsonl'],
  ['csv', 'out.csv'],
  ['tsv', 'out.tsv'],
  ['submission', 'results.zip']
] as const)('no two images of an export as %s have one name', async (format, name) => {
  const { root, library } = await threeImports()
  const file = join(tempFolder(), name)
  const report = await exportFrom(library, { file, format })
  expect(await captionsOf(file)).toEqual(expected(root))
  expect(report).toMatchObject({ images: 4, captions: 4, renamed: 2 })
})

it.each([
  ['parquet', 'out.parquet'],
  ['webdataset', 'out'],
  ['imagefolder', 'out'],
  ['kohya', 'out']
] as const)(
  'each image of an export as %s comes back with its own caption',
  async (format, name) => {
    const { root, library } = await threeImports()
    const file = join(tempFolder(), name)
    const report = await exportFrom(library, { file, format, withImages: true })
    expect(report).toMatchObject({ images: 4, captions: 4, renamed: 2 })
    const again = tempLibrary()
    await importInto(again, { path: file })
    expect(contentsOf(again)).toEqual(contentsOf(library))
    expect(Object.values(contentsOf(again)).sort()).toEqual(Object.values(expected(root)).sort())
  }
)

it('images that several COCO files call by one id are named in results', async () => {
  const root = tempFolder()
  place(root, ['a/x.jpg', 'b/y.jpg', 'b/z.jpg'])
  const library = tempLibrary()
  const from = async (folder: string, files: string[]) => {
    const data = {
      images: files.map((file_name, index) => ({ id: index + 1, file_name })),
      annotations: files.map((file, index) => ({ id: 1, image_id: index + 1, caption: file }))
    }
    const path = join(root, folder, 'coco.json')
    writeFileSync(path, JSON.stringify(data))
    await importInto(library, { path, split: folder === 'a' ? 'train' : 'val' })
  }
  await from('a', ['x.jpg'])
  await from('b', ['y.jpg', 'z.jpg'])
  const ids = async (split: 'all' | 'val') => {
    const file = join(tempFolder(), 'results.json')
    await exportFrom(library, { file, format: 'coco-results', split })
    const records = JSON.parse(readFileSync(file, 'utf8')) as { image_id: unknown }[]
    return records.map(({ image_id: id }) => id)
  }
  expect(await ids('all')).toEqual(['x.jpg', 'y.jpg', 2])
  expect(await ids('val')).toEqual([1, 2])
})

it('the name of an image is the same whatever else is exported', async () => {
  const { root, library } = await threeImports()
  const file = join(tempFolder(), 'out.jsonl')
  await exportFrom(library, { file, format: 'jsonl', text: '"Ở b"' })
  const { 'b/x.jpg': x, 'y.jpg': y } = expected(root)
  expect(await captionsOf(file)).toEqual({ 'b/x.jpg': x, 'y.jpg': y })
})

it('captions that are read back land on their own images', async () => {
  const root = tempFolder()
  place(root, ['a/x.jpg', 'b/x.jpg'])
  const library = tempLibrary()
  for (const folder of ['a', 'b']) await importInto(library, { path: join(root, folder) })
  const file = join(tempFolder(), 'out.jsonl')
  await exportFrom(library, { file, format: 'jsonl' })
  const again = tempLibrary()
  await importInto(again, { path: file, imagesDir: root })
  const back = join(tempFolder(), 'back.jsonl')
  await exportFrom(again, { file: back, format: 'jsonl' })
  expect(await captionsOf(back)).toEqual({ 'a/x.jpg': 'Ở a/x.jpg', 'b/x.jpg': 'Ở b/x.jpg' })
})

it('a folder with its images holds all of them, each beside its own text', async () => {
  const { root, library } = await threeImports()
  const file = join(tempFolder(), 'out')
  const report = await exportFrom(library, { file, format: 'folder', withImages: true })
  expect(report).toMatchObject({ images: 4, captions: 4, renamed: 2 })
  expect(await captionsOf(file)).toEqual(expected(root))
  expect(readFileSync(join(file, 'b', 'x.jpg'))).toEqual(readFileSync(join(root, 'b', 'x.jpg')))
  expect(readFileSync(join(file, 'a', 'x.jpg'))).toEqual(readFileSync(join(root, 'c/a/x.jpg')))
})

it('names that differ in case alone are two files of an image folder on every disk', async () => {
  const root = tempFolder()
  place(root, ['x.jpg', 'X.JPG'])
  writeFileSync(join(root, 'X.txt'), 'Ở X.JPG')
  const library = tempLibrary()
  await importInto(library, { path: root })
  const file = join(tempFolder(), 'out')
  await exportFrom(library, { file, format: 'imagefolder' })
  const names = readdirSync(join(file, 'train')).map((name) => name.toLowerCase())
  expect(names).toHaveLength(3)
  expect(new Set(names).size).toBe(3)
})

it('names that differ in case alone are two files on every disk', async () => {
  const root = tempFolder()
  place(root, ['x.jpg', 'X.JPG', 'z/Y.jpg', 'Z/y.jpg'])
  writeFileSync(join(root, 'X.txt'), 'Ở X.JPG')
  const library = tempLibrary()
  await importInto(library, { path: root })
  const file = join(tempFolder(), 'out')
  const report = await exportFrom(library, { file, format: 'folder', withImages: true })
  const names = readdirSync(file, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).toLowerCase())
  expect(names).toHaveLength(8)
  expect(new Set(names).size).toBe(8)
  expect(report).toMatchObject({ images: 4, captions: 4, renamed: 2 })
  expect(Object.values(await captionsOf(file)).sort()).toEqual(
    ['Ở X.JPG', 'Ở x.jpg', 'Ở z/Y.jpg', 'Ở Z/y.jpg'].sort()
  )
})

it('a template with a name that several images have is refused, and nothing is written', async () => {
  const { root, library } = await threeImports()
  const [file, sample] = [join(tempFolder(), 'out.json'), join(tempFolder(), 'sample.json')]
  const like = (ids: string[]) => {
    writeFileSync(sample, JSON.stringify(ids.map((id) => ({ id, captions: '' }))))
    return exportFrom(library, { file, format: 'submission', sample })
  }
  await expect(like(['y.jpg', 'x.jpg'])).rejects.toMatchObject({
    code: 'export.ambiguous-name',
    params: { path: sample, name: 'x.jpg', count: 2 }
  })
  expect(readdirSync(dirname(file))).toEqual([])
  const names = Object.keys(expected(root)).reverse()
  await like([...names, 'unknown/x.jpg'])
  expect(await captionsOf(file)).toEqual({ ...expected(root), 'unknown/x.jpg': '' })
})

it("a run's captions of one folder are not given to images of the same names elsewhere", async () => {
  const { root, library } = await threeImports()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'r', seed: 7 })
  const { id: runId } = insertRun(library.write, { config, dataVersion: 'd' })
  addCaptioned(library, { runId }, { 'x.jpg': 'máy viết cho b' }, join(root, 'b'))
  const file = join(tempFolder(), 'out.jsonl')
  await exportFrom(library, { file, format: 'jsonl', runId })
  const filled = Object.entries(await captionsOf(file)).filter(([, text]) => text !== '')
  expect(filled).toEqual([['b/x.jpg', 'máy viết cho b']])
})

it('a captioning of images of one name from two folders keeps them apart', async () => {
  const library = tempLibrary()
  const { id: jobId } = insertJob(library.write, 'caption', {
    source: { kind: 'images', selection: {} }
  })
  beginListing(library.write, jobId)
  const paths = ['/p/a/x.jpg', '/p/b/x.jpg', '/p/b/y.jpg']
  const files = paths.map((path) => ({ file: path.slice(5), path, imageId: null }))
  addListedFiles(library.write, jobId, 0, files)
  finishListing(library.write, jobId)
  const facts = { bytes: 1, modifiedAt: 1, contentHash: 'h' }
  const outcomes = paths.map((path, index) => ({
    ...{ index, state: 'done' as const, text: path, score: -1, error: null, facts }
  }))
  noteOutcomes(library.write, jobId, 'settings', outcomes)
  const wanted = { 'a/x.jpg': '/p/a/x.jpg', 'b/x.jpg': '/p/b/x.jpg', 'y.jpg': '/p/b/y.jpg' }
  const folder = tempFolder()
  const write = (name: string, format: string, sample: string | null = null) =>
    exportCaptioning(
      library,
      v.parse(CaptioningExport, { jobId, format, sample, file: join(folder, name) })
    )
  for (const [name, format] of [
    ['out.json', 'json'],
    ['out.jsonl', 'jsonl'],
    ['out.csv', 'csv'],
    ['results.zip', 'submission']
  ] as const) {
    expect(await write(name, format)).toMatchObject({ captions: 3, renamed: 2 })
    expect(await captionsOf(join(folder, name))).toEqual(wanted)
  }
  await write('again.json', 'submission', join(folder, 'out.json'))
  expect(await captionsOf(join(folder, 'again.json'))).toEqual(wanted)
  const sample = join(folder, 'sample.json')
  writeFileSync(sample, '[{"id":"x.jpg","captions":""}]')
  await expect(write('no.json', 'submission', sample)).rejects.toMatchObject({
    code: 'export.ambiguous-name',
    params: { example: 'a/x.jpg' }
  })
})
