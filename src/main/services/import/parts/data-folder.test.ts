import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folderWith, images, importInto, preview } from '../../../../../test/fixtures/imported'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { tempLibrary } from '../../../../../test/fixtures/temp-library'
import { listCaptions } from '../../../store/captions/captions'
import type { Library } from '../../../store/core/library'

const photo = (name: string): Uint8Array => readFileSync(oraclePath('clip', 'images', name))
const [first, second, third] = [
  photo('gradient_rgb.jpg'),
  photo('tall_rgb.png'),
  photo('noise_rgb.png')
]

/** Names of the library's images with split and captions. */
const contentOf = (library: Library) =>
  Object.fromEntries(
    images(library).map(({ id, name, split }) => [
      name,
      [split, ...listCaptions(library.read, id).map(({ text }) => text)]
    ])
  )

const coco = (id: number, file: string, ...captions: string[]) =>
  JSON.stringify({
    images: [{ id, file_name: file }],
    annotations: captions.map((caption, index) => ({ id: index, image_id: id, caption }))
  })

describe('a folder with files of captions and images', () => {
  it('is read by all of its files, each with its split; ids are those of their file', async () => {
    const path = folderWith({
      'train_data.json': coco(1, 'a.jpg', 'một', 'hai'),
      'test_data.json': coco(1, 'a.jpg', 'ba'),
      'train-images/a.jpg': first,
      'public-test-images/a.jpg': second,
      'public-test-images/b.png': third,
      'note.csv': 'place,year\nHuế,2024\n'
    })
    const library = tempLibrary()
    const report = await importInto(library, { path })
    expect(report).toMatchObject({
      format: 'coco',
      images: { added: 3 },
      captions: { added: 3 },
      withoutCaption: 1,
      skipped: [],
      taken: {
        unread: ['note.csv'],
        parts: [
          { file: 'test_data.json', split: 'test' },
          { file: 'train_data.json', split: 'train' }
        ]
      }
    })
    expect(contentOf(library)).toEqual({
      'train-images/a.jpg': ['train', 'một', 'hai'],
      'public-test-images/a.jpg': ['test', 'ba'],
      'public-test-images/b.png': ['test']
    })
    const again = await importInto(library, { path })
    expect(again).toMatchObject({ images: { added: 0 }, captions: { added: 0, unchanged: 3 } })
  })

  it('takes a translation and not its original; what it is taken for is shown before', async () => {
    const path = folderWith({
      'annotations/captions_train2017.json': coco(1, 'a.jpg', 'a man'),
      'annotations/captions_train2017_trans.json': coco(1, 'a.jpg', 'một người'),
      'train2017/a.jpg': first
    })
    expect(await preview({ path })).toMatchObject({
      format: 'coco',
      taken: {
        unread: ['annotations/captions_train2017.json'],
        parts: [{ file: 'annotations/captions_train2017_trans.json' }]
      },
      rows: [{ name: 'train2017/a.jpg', texts: ['một người'], problem: null }]
    })
    const library = tempLibrary()
    await importInto(library, { path })
    expect(contentOf(library)).toEqual({ 'train2017/a.jpg': ['train', 'một người'] })
  })

  it('takes what people wrote and not what a model did', async () => {
    const path = folderWith({
      'captions.json': coco(1, 'a.jpg', 'một'),
      'results.json': [{ image_id: 1, caption: 'máy viết' }],
      'a.jpg': first
    })
    const library = tempLibrary()
    expect(await importInto(library, { path })).toMatchObject({
      format: 'coco',
      taken: { unread: ['results.json'] }
    })
    expect(contentOf(library)).toEqual({ 'a.jpg': ['train', 'một'] })
  })

  it('finds the images where the import says that they are', async () => {
    const imagesDir = folderWith({ 'a.jpg': first })
    const path = folderWith({ 'captions.csv': 'image;caption\na.jpg;một, hai\n' })
    const library = tempLibrary()
    expect(await importInto(library, { path, imagesDir })).toMatchObject({ format: 'csv' })
    expect(contentOf(library)).toEqual({ 'a.jpg': ['train', 'một, hai'] })
  })

  it('with texts beside the images is read by these, and names the others', async () => {
    const path = folderWith({
      'a.jpg': first,
      'a.txt': 'một',
      'captions.csv': 'image,caption\na.jpg,hai\n'
    })
    const library = tempLibrary()
    const report = await importInto(library, { path })
    expect(report).toMatchObject({ format: 'folder', taken: { unread: ['captions.csv'] } })
    expect(contentOf(library)).toEqual({ 'a.jpg': ['train', 'một'] })
  })
})

it('puts the images of one file into the split that its name says, unless told otherwise', async () => {
  const folder = folderWith({ 'test_data.json': coco(1, 'a.jpg', 'một'), 'a.jpg': first })
  const path = `${folder}/test_data.json`
  const library = tempLibrary()
  expect(await importInto(library, { path })).toMatchObject({
    splits: { test: 1 },
    taken: { parts: [{ file: 'test_data.json', split: 'test' }] }
  })
  const other = tempLibrary()
  expect(await importInto(other, { path, split: 'train' })).toMatchObject({ splits: { train: 1 } })
})

it('holds nothing out of the images that the data sets aside for the test', async () => {
  const path = folderWith({
    'train.csv': 'image,caption\na.jpg,một\nb.png,hai\n',
    'test.csv': 'image,caption\nc.png,ba\n',
    'a.jpg': first,
    'b.png': second,
    'c.png': third
  })
  for (const seed of [1, 2, 3, 4]) {
    const report = await importInto(tempLibrary(), { path, valFraction: 0.3, seed })
    expect(report.splits).toEqual({ train: 1, val: 1, test: 1 })
  }
})
