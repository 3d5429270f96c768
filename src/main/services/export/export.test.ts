import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { addImages, tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, ImportParams, RunConfig, type CaptionChoice } from '../../../shared/domain'
import { adjudicate } from '../../store/agreement/adjudicate'
import { listCaptions, saveCaption, setCaptionStatus } from '../../store/captions/captions'
import { addDraft } from '../../store/captions/drafts'
import { mutate, newGroup } from '../../store/core/history'
import { setSplit } from '../../store/images/images'
import { addCaptioned } from '../../../../test/fixtures/captioning'
import { insertRun } from '../../store/runs/runs'
import type { Library } from '../../store/core/library'
import { runImport } from '../import'
import { readInput } from '../import/read-input'
import { previewExport, runExport } from '.'

const exportCaptions = (library: Library, params: v.InferInput<typeof ExportParams>) =>
  runExport(library, v.parse(ExportParams, params))
const recordsOf = async (path: string, format: 'csv' | 'jsonl' | 'viecap4h') =>
  (await readInput({ path, format })).records

/** Captions that are hard to write, in an order of names that is not that of the alphabet. */
const hard = {
  'b.jpg': ['=HYPERLINK("http://x")', 'dấu phẩy, \'nháy\' và "kép"'],
  'a, b.jpg': ['dòng một\ndòng hai'],
  'không có.jpg': [],
  '<img>.jpg': ['<script>alert(1)</script>']
}

function exported(format: 'viecap4h' | 'submission' | 'jsonl' | 'csv') {
  const library = tempLibrary()
  addImages(library, hard)
  const file = join(tempFolder(), 'new', `out.${format}`)
  const write = async (more: { overwrite?: boolean } = {}) => {
    const result = await exportCaptions(library, { file, format, split: 'all', ...more })
    return { result, text: readFileSync(file, 'utf8') }
  }
  return { library, file, write }
}
const pairsOf = (records: { image: string; captions: string[] }[]) =>
  records.flatMap(({ image, captions }) => captions.map((caption) => [image, caption]))
const hardPairs = Object.entries(hard).flatMap(([name, texts]) => texts.map((text) => [name, text]))

describe('an export of captions', () => {
  it('as CSV and JSONL is read back exactly', async () => {
    const csv = await exported('csv').write()
    expect(pairsOf(await recordsOf(csv.result.files[0] ?? '', 'csv'))).toEqual(hardPairs)
    expect(csv.result).toMatchObject({ images: 3, captions: 4 })
    const jsonl = await exported('jsonl').write()
    const records = await recordsOf(jsonl.result.files[0] ?? '', 'jsonl')
    expect(pairsOf(records)).toEqual(hardPairs)
    expect(records.map(({ image }) => image)).toEqual(Object.keys(hard))
    expect(jsonl.result).toMatchObject({ images: 4, captions: 4 })
  })

  it('as vieCap4H has one caption a line', async () => {
    const { text, result } = await exported('viecap4h').write()
    const wanted = hardPairs.map(([name, caption]) => [name, caption?.replace('\n', ' ')])
    expect(pairsOf(await recordsOf(result.files[0] ?? '', 'viecap4h'))).toEqual(wanted)
    expect(result.joinedLines).toBe(1)
    expect(text).not.toContain('\\u')
  })

  it('as a submission has every image in the order of the import, with one line', async () => {
    const { text, result } = await exported('submission').write()
    const rows = JSON.parse(text) as { id: string; captions: string }[]
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(hard))
    expect(rows.map(({ captions }) => captions)).toEqual([
      '=HYPERLINK("http://x")',
      'dòng một dòng hai',
      '',
      '<script>alert(1)</script>'
    ])
    expect(result).toMatchObject({ images: 4, captions: 3 })
  })

  it('puts accepted captions first and leaves rejected ones out', async () => {
    const library = tempLibrary()
    const [id = 0, other = 0] = addImages(library, {
      'a.jpg': ['một', 'hai', 'ba'],
      'b.jpg': ['x']
    })
    const [first, , third] = listCaptions(library.read, id)
    setCaptionStatus(library.write, first?.id ?? 0, 'rejected')
    setCaptionStatus(library.write, third?.id ?? 0, 'accepted')
    setSplit(library.write, [other], 'val')
    const file = join(tempFolder(), 'x.jsonl')
    await exportCaptions(library, { file, format: 'jsonl', split: 'train' })
    expect(readFileSync(file, 'utf8')).toBe('{"image":"a.jpg","captions":["ba","hai"]}\n')
  })

  it('takes the accepted captions alone, or what a filter admits', async () => {
    const library = tempLibrary()
    const [id = 0] = addImages(library, { 'a.jpg': ['một', 'hai'], 'b.jpg': ['cái đường'] })
    setCaptionStatus(library.write, listCaptions(library.read, id)[1]?.id ?? 0, 'accepted')
    const file = join(tempFolder(), 'x.csv')
    const read = async (choice: Partial<v.InferInput<typeof ExportParams>>) => {
      await exportCaptions(library, { file, format: 'csv', overwrite: true, ...choice })
      return pairsOf(await recordsOf(file, 'csv'))
    }
    expect(await read({ captionState: 'accepted' })).toEqual([['a.jpg', 'hai']])
    expect(await read({ text: 'duong' })).toEqual([['b.jpg', 'cái đường']])
    expect(await read({ state: 'accepted' })).toEqual([
      ['a.jpg', 'hai'],
      ['a.jpg', 'một']
    ])
  })

  it('takes the pairs that a filter admits', async () => {
    const library = tempLibrary()
    const lines = { en: 'a nurse\na doctor\na ward\n', vi: 'y tá\nbác sĩ trẻ\nphòng bệnh\n' }
    const folder = tempFolder()
    for (const [side, text] of Object.entries(lines)) writeFileSync(join(folder, `p.${side}`), text)
    await runImport(library, v.parse(ImportParams, { path: join(folder, 'p.en') }), {
      images: directImages,
      signal: new AbortController().signal,
      report: () => undefined
    })
    const file = join(folder, 'out.tsv')
    const choice = { file, format: 'pairs-tsv', text: 'bac OR benh' } as const
    const { pairs } = await exportCaptions(library, choice)
    expect(pairs).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe(
      'english\tvietnamese\na doctor\tbác sĩ trẻ\na ward\tphòng bệnh\n'
    )
    const preview = await previewExport(library, v.parse(ExportParams, choice))
    expect(preview).toMatchObject({ total: 2, files: [{ text: readFileSync(file, 'utf8') }] })
  })

  it("takes what a run's latest captioning wrote, by path or by name", async () => {
    const library = tempLibrary()
    addImages(library, { 'a.jpg': ['của người'], 'sub/b.jpg': [], 'c.jpg': [] })
    const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'r', seed: 7 })
    const { id: runId } = insertRun(library.write, { config, dataVersion: 'd' })
    const caption = (folder: string, texts: Record<string, string>) => {
      addCaptioned(library, { runId }, texts, folder)
    }
    caption('/images', { 'a.jpg': 'cũ', 'sub/b.jpg': 'hai' })
    caption('/images', { 'a.jpg': 'mới' })
    caption('/elsewhere', { 'only.jpg': 'bốn' })
    const file = join(tempFolder(), 'x.json')
    await exportCaptions(library, { file, format: 'submission', runId })
    const read = () => JSON.parse(readFileSync(file, 'utf8')) as unknown
    expect(read()).toEqual([
      { id: 'a.jpg', captions: 'mới' },
      { id: 'sub/b.jpg', captions: 'hai' },
      { id: 'c.jpg', captions: '' }
    ])
    const sample = join(tempFolder(), 'sample.json')
    writeFileSync(sample, '[{"id":"only.jpg","captions":""},{"id":"a.jpg","captions":""}]')
    const choice = { file, runId, sample, overwrite: true }
    await exportCaptions(library, { ...choice, format: 'submission' })
    expect(read()).toEqual([
      { id: 'only.jpg', captions: 'bốn' },
      { id: 'a.jpg', captions: 'mới' }
    ])
    await expect(
      exportCaptions(library, { file, format: 'csv', runId: 'run-0009' })
    ).rejects.toMatchObject({ code: 'entity.not-found' })
  })

  it('takes what a person wrote, with names beside it where they are asked for', async () => {
    const library = tempLibrary()
    const [a = 0] = addImages(library, { 'a.jpg': ['từ tệp'], 'b.jpg': ['hai'] })
    const add = { id: null, imageId: a, text: 'của Lan', version: null }
    const { id } = saveCaption(library.write, add, 'person:Nguyễn Lan')
    setCaptionStatus(library.write, id, 'accepted', 'person:=minh')
    const write = async (format: 'csv' | 'jsonl', more: Partial<CaptionChoice>) => {
      const file = join(tempFolder(), `out.${format}`)
      await exportCaptions(library, { file, format, withAuthors: true, ...more })
      return readFileSync(file, 'utf8')
    }
    const row = "a.jpg,của Lan,Nguyễn Lan,'=minh"
    expect(await write('csv', { captionAuthors: 'Nguyễn Lan' })).toBe(
      `image,caption,author,reviewer\r\n${row}\r\n`
    )
    expect(await write('csv', {})).toBe(
      `image,caption,author,reviewer\r\n${row}\r\na.jpg,từ tệp,,\r\nb.jpg,hai,,\r\n`
    )
    expect(await write('jsonl', { captionAuthors: 'Nguyễn Lan' })).toBe(
      '{"image":"a.jpg","caption":"của Lan","author":"Nguyễn Lan","reviewer":"=minh"}\n' +
        '{"image":"b.jpg","captions":[]}\n'
    )
  })

  it('takes what was decided between people, or reviewed by one, and so many of an image', async () => {
    const library = tempLibrary()
    const [a = 0, b = 0] = addImages(library, { 'a.jpg': [], 'b.jpg': [] })
    const by = (name: string, imageId: number, text: string) =>
      saveCaption(library.write, { id: null, imageId, text, version: null }, `person:${name}`)
    const candidates = [by('Lan', a, 'một'), by('Minh', a, 'hai')]
    const wish = { imageId: a, candidates, choice: { kind: 'pick', id: candidates[1]?.id ?? 0 } }
    adjudicate(library.write, wish as Parameters<typeof adjudicate>[1], 'person:Thu')
    for (const text of ['ba', 'bốn', 'năm']) by('Lan', b, text)
    setCaptionStatus(library.write, by('Hoa', b, 'sáu').id, 'accepted', 'person:Thu')
    const write = async (more: Partial<CaptionChoice>) => {
      const file = join(tempFolder(), 'out.csv')
      await exportCaptions(library, { file, format: 'csv', ...more })
      return readFileSync(file, 'utf8').trim().split('\r\n').slice(1)
    }
    expect(await write({ captionState: 'adjudicated' })).toEqual(['a.jpg,hai'])
    expect(await write({ captionReviewers: 'Thu' })).toEqual(['a.jpg,hai', 'b.jpg,sáu'])
    expect(await write({ captionsPerImage: 2 })).toEqual(['a.jpg,hai', 'b.jpg,sáu', 'b.jpg,ba'])
  })

  it('replaces the file on request, as a whole, and leaves nothing beside it', async () => {
    const { file, write } = exported('csv')
    await write()
    writeFileSync(file, 'old')
    await expect(write()).rejects.toMatchObject({ code: 'output.exists' })
    expect(readFileSync(file, 'utf8')).toBe('old')
    const { text } = await write({ overwrite: true })
    expect(text).not.toContain('old')
    expect(readdirSync(dirname(file))).toHaveLength(1)
  })

  it('says which file cannot be written', async () => {
    const library = tempLibrary()
    const file = tempFolder()
    await expect(
      exportCaptions(library, { file, format: 'csv', split: 'all' })
    ).rejects.toMatchObject({ code: 'file.unwritable', params: { path: file } })
    expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('a caption that a model suggests', () => {
  const formats = ['viecap4h', 'submission', 'coco', 'jsonl', 'csv', 'tsv', 'folder'] as const

  it.each(formats)('is in no export as %s until a person accepts it', async (format) => {
    const library = tempLibrary()
    const [imageId = 0] = addImages(library, { 'a.jpg': ['Lời của người'] })
    const jobId = addCaptioned(library, {}, { 'a.jpg': 'Lời của máy' })
    mutate(library.write, 'run:1', (mutation) => {
      addDraft(mutation, newGroup('edit'), { imageId, text: 'Lời của máy', runId: '1', jobId })
    })
    const written = async (): Promise<string> => {
      const file = join(tempFolder(), format === 'folder' ? 'out' : `out.${format}`)
      const { files } = await exportCaptions(library, { file, format })
      const texts = files.flatMap((path) =>
        format === 'folder' ? readdirSync(path).map((name) => join(path, name)) : [path]
      )
      return texts.map((path) => readFileSync(path, 'utf8')).join('\n')
    }
    expect(await written()).not.toContain('máy')
    const suggested = listCaptions(library.read, imageId).find(({ source }) => source === 'model')
    setCaptionStatus(library.write, suggested?.id ?? 0, 'accepted')
    expect(await written()).toContain('Lời của máy')
  })
})
