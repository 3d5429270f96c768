import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  captionsOf,
  folderWith,
  images,
  importInto,
  marksOf,
  preview,
  read
} from '../../../../test/fixtures/imported'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption } from '../../store/captions/captions'
import { undoInSteps } from '../../store/core/undo'

const two = { 'a.jpg': null, 'b.jpg': null }
const both = { 'a.jpg': ['Một người .'], 'b.jpg': ['Con đường .'] }

describe('the layouts of public sets', () => {
  const ktvic = {
    images: [
      { id: 1, filename: 'a.jpg' },
      { id: 2, filename: 'b.jpg' }
    ],
    annotations: [
      { id: 7, image_id: 1, caption: 'Chiếc xe máy .', segment_caption: 'Chiếc xe_máy .' },
      { id: 8, image_id: 2, caption: 'Quán ăn .', segment_caption: 'Quán ăn .' }
    ]
  }
  const ktvicFiles = {
    'train-images/a.jpg': null,
    'train-images/b.jpg': null,
    'public-test-images/c.jpg': null,
    'train_data.json': ktvic
  }

  it('KTVIC: its images are found, and the words of a caption stay with its text', async () => {
    const { library, report } = await read(ktvicFiles, 'train_data.json')
    expect(report).toMatchObject({ format: 'ktvic', captions: { added: 2 }, skippedTotal: 0 })
    const [first] = images(library)
    const caption = () => listCaptions(library.read, first?.id ?? 0)[0]
    expect(caption()).toMatchObject({ text: 'Chiếc xe máy .', segmentation: 'Chiếc xe_máy .' })
    const { id = 0, imageId = 0, version = 0 } = caption() ?? {}
    saveCaption(library.write, { id, imageId, text: 'Chiếc xe đạp .', version })
    expect(caption()).toMatchObject({ text: 'Chiếc xe đạp .', segmentation: null })
    await undoInSteps(library.write)
    expect(caption()).toMatchObject({ text: 'Chiếc xe máy .', segmentation: 'Chiếc xe_máy .' })
  })

  it('KTVIC again gives the words to captions that are there already', async () => {
    const { library, path } = await read(
      { ...ktvicFiles, 'plain.jsonl': '{"image":"a.jpg","caption":"Chiếc xe máy ."}' },
      'plain.jsonl'
    )
    const report = await importInto(library, { path: join(dirname(path), 'train_data.json') })
    expect(report.captions).toEqual({ added: 1, unchanged: 1 })
    const [first] = images(library)
    expect(listCaptions(library.read, first?.id ?? 0)).toMatchObject([
      { segmentation: 'Chiếc xe_máy .' }
    ])
  })

  it('UIT-OpenViIC: a member an image', async () => {
    const file = {
      'a.jpg': { captions: ['Một người .', 'Người đi bộ .'], w: 3 },
      'b.jpg': { captions: [] }
    }
    const { report, captions } = await read({ ...two, 'x.json': file }, 'x.json')
    expect(report).toMatchObject({ format: 'openviic', withoutCaption: 1, kept: [{ field: 'w' }] })
    expect(captions).toEqual({ 'a.jpg': ['Một người .', 'Người đi bộ .'], 'b.jpg': [] })
  })

  it.each([
    ['a.jpg\tMột người .\nb.jpg\tCon đường .\n', 'captions.txt'],
    ['a.jpg#0\tMột người .\nb.jpg#0\tCon đường .\n', 'Flickr8k.token.txt'],
    ['a#0\tMột người .\r\nb#0\tCon đường .\r\n', 'x.txt'],
    ['image,caption\na.jpg,Một người .\nb.jpg,Con đường .\n', 'captions.txt']
  ])('Flickr8k: %j', async (text, name) => {
    const { captions } = await read({ ...two, [name]: text }, name)
    expect(captions).toEqual(both)
  })

  it('Flickr8k: a comma in a caption needs no quotes', async () => {
    const text = 'a.jpg,Một người, già .\nb.jpg,"Con ""đường"", dài ."\na.jpg,Đi bộ .\nxấu\n'
    const { captions, report } = await read({ ...two, 'x.txt': text }, 'x.txt', {
      format: 'flickr'
    })
    expect(captions).toEqual({
      'a.jpg': ['Một người, già .', 'Đi bộ .'],
      'b.jpg': ['Con "đường", dài .']
    })
    expect(report.skipped).toMatchObject([{ reason: 'line-malformed', where: 'line 4' }])
    const found = await read({ ...two, 'x.csv': text.replace('xấu\n', '') }, 'x.csv')
    expect(found.report.format).toBe('flickr')
  })

  it('COCO results come in as suggestions, by the ids of a COCO file beside', async () => {
    const refs = {
      images: [
        { id: 1, file_name: 'a.jpg' },
        { id: 2, file_name: 'b.jpg' }
      ],
      annotations: []
    }
    const results = [
      { image_id: 1, caption: 'Một người .' },
      { image_id: 9, caption: 'Không rõ .' }
    ]
    const files = {
      'img/a.jpg': null,
      'img/b.jpg': null,
      'refs.json': refs,
      'results.json': results
    }
    const { library, report } = await read(files, 'results.json')
    expect(report.format).toBe('coco-results')
    expect(report.taken.beside).toMatch(/refs\.json$/)
    expect(report.skipped).toMatchObject([{ reason: 'id-unknown', where: 'record 2' }])
    expect(marksOf(library)).toEqual([['Một người .', 'model', 'draft', null]])
  })

  it('COCO results name images by their number where that is the name of a file', async () => {
    const files = {
      '000000000139.jpg': null,
      'r.json': [{ image_id: 139, caption: 'Một người .' }]
    }
    const { captions } = await read(files, 'r.json')
    expect(captions).toEqual({ '000000000139.jpg': ['Một người .'] })
  })
})

describe('an image folder of Hugging Face', () => {
  it('is read with the splits of its folders, which are shown before', async () => {
    const files = {
      'train/a.jpg': null,
      'train/metadata.jsonl': '{"file_name":"a.jpg","text":"Một người ."}\n',
      'validation/sub/b.jpg': null,
      'validation/metadata.csv': 'file_name,text\nsub/b.jpg,"Con đường ."\n'
    }
    const folder = folderWith(files)
    const shown = await preview({ path: folder })
    expect(shown).toMatchObject({
      format: 'imagefolder',
      taken: {
        parts: [
          { file: 'train/metadata.jsonl', split: 'train' },
          { file: 'validation/metadata.csv', split: 'val' }
        ]
      },
      rows: [
        { name: 'train/a.jpg', split: 'train', texts: ['Một người .'], problem: null },
        { name: 'validation/sub/b.jpg', split: 'val', texts: ['Con đường .'], problem: null }
      ]
    })
    const library = tempLibrary()
    const report = await importInto(library, { path: folder })
    expect(report.splits).toEqual({ train: 1, val: 1 })
    expect(images(library).map(({ name, split }) => [name, split])).toEqual([
      ['train/a.jpg', 'train'],
      ['validation/sub/b.jpg', 'val']
    ])
  })

  it('keeps to the split that is asked for', async () => {
    const files = { 'a.jpg': null, 'metadata.jsonl': '{"file_name":"a.jpg","mô tả":"Một người ."}' }
    const { library, captions } = await read(files, '.', { split: 'test' })
    expect(captions).toEqual({ 'a.jpg': ['Một người .'] })
    expect(images(library)).toMatchObject([{ split: 'test' }])
  })
})

it('takes no folder for an image that has its name', async () => {
  const { captions } = await read(
    { 'a/b.txt': '', 'a.jpg': null, 'x.txt': 'a#0\tMột người .\n' },
    'x.txt'
  )
  expect(captions).toEqual({ 'a.jpg': ['Một người .'] })
})

describe('texts beside images', () => {
  const photo = readFileSync(oraclePath('clip', 'images', 'tiny_20x13.png'))

  it('are found where an image is one by its content alone', async () => {
    const files = {
      e: photo,
      'e.Caption': 'Một người .',
      'f.dat': photo,
      'f.txt': 'Con đường .',
      'g.dat': 'no image',
      'g.txt': 'Không có ảnh .'
    }
    const { captions, path, report } = await read(files, '.')
    expect(captions).toEqual({ e: ['Một người .'], 'f.dat': ['Con đường .'] })
    expect(report.skipped).toMatchObject([{ reason: 'text-without-image', what: 'g.txt' }])
    const named = tempLibrary()
    await importInto(named, { path, names: ['e', 'f.dat'] })
    expect(captionsOf(named)).toEqual(captions)
    const single = tempLibrary()
    expect(await importInto(single, { path: join(path, 'e') })).toMatchObject({ format: 'folder' })
    expect(captionsOf(single)).toEqual({ e: ['Một người .'] })
  })

  it('are found whatever the case of their endings, and one of two is read', async () => {
    const { captions, report } = await read(
      {
        'a.JPG': null,
        'a.TXT': 'Một người .',
        'b.jpg': null,
        'b.caption': 'Con đường .',
        'b.txt': '1girl, solo'
      },
      '.'
    )
    expect(captions).toEqual({ 'a.JPG': ['Một người .'], 'b.jpg': ['Con đường .'] })
    expect(report.skipped).toMatchObject([{ reason: 'text-second', what: 'b.txt' }])
  })

  it('hold a caption a line, or one caption', async () => {
    const files = { 'a.jpg': null, 'a.caption': 'Một người .\nĐi bộ .\n' }
    expect((await read(files, '.')).captions).toEqual({ 'a.jpg': ['Một người .', 'Đi bộ .'] })
    const whole = await read(files, '.', { texts: 'whole' })
    expect(whole.captions).toEqual({ 'a.jpg': ['Một người .\nĐi bộ .'] })
    expect(whole.report.taken).toEqual({ texts: 'whole' })
  })
})

it('finds images of a file that lies elsewhere where the library has its own', async () => {
  const { library } = await read({ 'pics/a.jpg': null, 'x.jsonl': '{"image":"a.jpg"}' }, 'x.jsonl')
  const path = join(folderWith({ 'more.csv': 'image,caption\na.jpg,Một người .\n' }), 'more.csv')
  const report = await importInto(library, { path })
  expect(report).toMatchObject({ images: { added: 0, unchanged: 1 }, captions: { added: 1 } })
})
