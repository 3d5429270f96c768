import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { folderWith, images, importInto } from '../../../../test/fixtures/imported'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, type Split } from '../../../shared/domain'
import { hashContent } from '../../base/files/hash-content'
import { listCaptions } from '../../store/captions/captions'
import type { Library } from '../../store/core/library'
import { getImageFile } from '../../store/images/images'
import { runExport } from '.'

const photo = (name: string): Uint8Array => readFileSync(oraclePath('clip', 'images', name))

const sets: Partial<Record<Split, Record<string, string[]>>> = {
  train: { '0.jpg': ['Hai y tá .', 'Hai\nngười .'], 'x/1.png': ['Bác sĩ'] },
  val: { '2.jpg': ['Một em bé', 'Em bé ngủ'] },
  test: { '3.png': ['Con đường, "vắng"'] },
  none: { '4.jpg': ['Một phòng khám'] }
}

/** Captioned images of all splits; each is another one. */
async function filled(): Promise<Library> {
  const library = tempLibrary()
  const folder = folderWith({
    '0.jpg': photo('exif_orientation.jpg'),
    'x/1.png': photo('noise_rgb.png'),
    '2.jpg': photo('gradient_rgb.jpg'),
    '3.png': photo('palette_p.png'),
    // A PNG whose name says otherwise.
    '4.jpg': photo('tall_rgb.png'),
    ...Object.fromEntries(
      Object.entries(sets).map(([split, records]) => [
        `${split}.jsonl`,
        Object.entries(records)
          .map(([image, captions]) => JSON.stringify({ image, captions }))
          .join('\n')
      ])
    )
  })
  for (const split of Object.keys(sets) as Split[]) {
    await importInto(library, { path: join(folder, `${split}.jsonl`), imagesDir: folder, split })
  }
  return library
}

/** What a library has, by the content of the images: names, captions and splits. */
async function contentOf(library: Library, toName = (name: string): string => name) {
  const rows = await Promise.all(
    images(library).map(async ({ id, name, split }) => ({
      content: (await hashContent(getImageFile(library.read, id).path)).contentHash,
      name: toName(name),
      split,
      captions: listCaptions(library.read, id).map(({ text }) => text)
    }))
  )
  return rows.sort((a, b) => (a.content < b.content ? -1 : 1))
}

describe('a data set for other tools comes back with its captions and splits', () => {
  async function imported(format: ExportParams['format']) {
    const library = await filled()
    const path = join(tempFolder(), `out${format === 'parquet' ? '.parquet' : ''}`)
    await runExport(library, v.parse(ExportParams, { file: path, format }))
    const back = tempLibrary()
    const report = await importInto(back, { path })
    expect(report).toMatchObject({
      format,
      images: { added: 5 },
      splits: { train: 2, val: 1, test: 1, none: 1 },
      // What the export itself says once more of a caption is no further field.
      kept: [],
      skippedTotal: 0
    })
    return { library, back, path, report }
  }

  it('as webdataset', async () => {
    const { library, back, path, report } = await imported('webdataset')
    expect(readdirSync(path)).toContain('unassigned-000000.tar')
    expect(await contentOf(back)).toEqual(await contentOf(library))
    expect(report.taken.parts).toContainEqual({ file: 'validation-000000.tar', split: 'val' })
  })

  it('as parquet', async () => {
    const { library, back } = await imported('parquet')
    expect(await contentOf(back)).toEqual(await contentOf(library))
  })

  it('as imagefolder, with the names of its folders', async () => {
    const { library, back } = await imported('imagefolder')
    const inside = (name: string) => name.slice(name.indexOf('/') + 1)
    expect(await contentOf(back, inside)).toEqual(await contentOf(library))
  })
})

it('KTVIC keeps ids, fields and the words of captions', async () => {
  const data = {
    images: [
      { id: 3, filename: 'a.jpg' },
      { id: 9, filename: 'b.jpg', licence: 'x' }
    ],
    annotations: [
      { id: 7, image_id: 3, caption: 'Chiếc xe máy .', segment_caption: 'Chiếc xe_máy .' },
      { id: 8, image_id: 9, caption: 'Quán ăn .' }
    ]
  }
  const folder = folderWith({ 'a.jpg': null, 'b.jpg': null, 'train_data.json': data })
  const library = tempLibrary()
  await importInto(library, { path: join(folder, 'train_data.json') })
  const file = join(tempFolder(), 'out.json')
  await runExport(library, v.parse(ExportParams, { file, format: 'ktvic' }))
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(data)
})
