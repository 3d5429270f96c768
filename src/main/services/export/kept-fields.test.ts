import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, ImportParams, type ExportFormat } from '../../../shared/domain'
import type { Library } from '../../store/library'
import { runImport } from '../import'
import { runExport } from '.'

const pictures = oraclePath('clip', 'images')
const picture = join(pictures, readdirSync(pictures).sort()[0] ?? '')
const signal = new AbortController().signal

let folder = ''
let library: Library
beforeEach(() => {
  folder = tempFolder()
  library = tempLibrary()
  for (const name of ['a.jpg', 'b.jpg']) copyFileSync(picture, join(folder, name))
})

async function importText(name: string, text: string) {
  const path = join(folder, name)
  writeFileSync(path, text)
  const params = v.parse(ImportParams, { path })
  return runImport(library, params, { signal, report: () => undefined })
}
async function exported(format: ExportFormat): Promise<string> {
  const file = join(tempFolder(), `out.${format}`)
  await runExport(library, v.parse(ExportParams, { file, format }))
  return readFileSync(file, 'utf8')
}

describe('further fields of a file that is imported again', () => {
  it('are those that it has now, of images, captions and the file itself', async () => {
    const coco = (version: number) => ({
      info: { version },
      images: [{ id: 1, file_name: 'a.jpg', license: version }],
      annotations: [
        { id: 5, image_id: 1, caption: 'một', area: version },
        { id: 6, image_id: 1, caption: 'một', area: -version },
        { id: 7, image_id: 1, caption: 'hai' }
      ]
    })
    await importText('c.json', JSON.stringify(coco(1)))
    const report = await importText('c.json', JSON.stringify(coco(2)))
    expect(report.captions).toEqual({ added: 0, unchanged: 3 })
    expect(JSON.parse(await exported('coco'))).toEqual(coco(2))
  })

  it('are those that it has now, of pairs', async () => {
    const tsv = (note: string) => `english\tvietnamese\tnote\nhello\txin chào\t${note}\n`
    await importText('p.tsv', tsv('cũ'))
    const report = await importText('p.tsv', tsv('mới'))
    expect(report.pairs).toEqual({ added: 0, unchanged: 1 })
    expect(await exported('pairs-tsv')).toBe(tsv('mới'))
  })
})

it('COCO files that say different things of themselves lose none of it', async () => {
  const coco = (description: string, image: string, license: object) =>
    JSON.stringify({
      info: { description },
      licenses: [license],
      images: [{ id: image, file_name: image }],
      annotations: [{ id: image, image_id: image, caption: 'x' }]
    })
  await importText('1.json', coco('first', 'a.jpg', { id: 1, name: 'CC' }))
  await importText('2.json', coco('second', 'b.jpg', { id: 1, name: 'PD' }))
  const text = await exported('coco')
  expect(JSON.parse(text)).toMatchObject({
    info: { description: 'second' },
    licenses: [
      { id: 1, name: 'CC' },
      { id: 1, name: 'PD' }
    ],
    earlier_files: [{ info: { description: 'first' } }]
  })
  library = tempLibrary()
  await importText('both.json', text)
  expect(JSON.parse(await exported('coco'))).toEqual(JSON.parse(text))
})
