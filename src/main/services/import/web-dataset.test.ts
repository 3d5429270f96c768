import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { captionsOf, importInto } from '../../../../test/fixtures/imported'
import { photo, tar } from '../../../../test/fixtures/shards'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'

describe('WebDataset', () => {
  const sample = async () => ({
    '000.jpg': await photo(40),
    '000.txt': 'một con mèo\n',
    'x/001.jpg': await photo(80),
    'x/001.json': '{"caption": ["một", "hai"], "width": 8}',
    '002.txt': 'không có ảnh',
    '003.png': Buffer.from('no image'),
    '003.txt': 'hỏng',
    '004.jpg': await photo(120),
    '004.json': '{"caption": NaN}',
    '._005.jpg': 'hidden'
  })

  it('gives an image with the texts of its key', async () => {
    const library = tempLibrary()
    const path = join(tempFolder(), 'train-0.tar')
    writeFileSync(path, await tar(await sample()))
    const report = await importInto(library, { path })
    expect(report).toMatchObject({ format: 'webdataset', images: { added: 3 } })
    expect(captionsOf(library)).toEqual({
      '000.jpg': ['một con mèo'],
      'x/001.jpg': ['một', 'hai'],
      '004.jpg': []
    })
    expect(report.skipped.map(({ reason, where }) => [reason, where])).toEqual([
      ['text-without-image', '002'],
      ['json-value', '004.json'],
      ['image-unreadable', '003']
    ])
    expect(report.kept).toEqual([{ field: 'width', records: 1 }])
  })

  it('reads texts in UTF-8 and UTF-16, and names those that are neither', async () => {
    const library = tempLibrary()
    const path = join(tempFolder(), 'train-0.tar')
    const files = {
      '0.jpg': await photo(40),
      '0.txt': Buffer.from('\ufeffmột con mèo\r\nhai\r\n', 'utf16le'),
      '1.jpg': await photo(80),
      '1.txt': Buffer.from('\ufeffcon gà', 'utf8'),
      '2.jpg': await photo(120),
      '2.txt': Buffer.from('cà phê', 'latin1')
    }
    writeFileSync(path, await tar(files))
    const report = await importInto(library, { path })
    expect(captionsOf(library)).toEqual({
      '0.jpg': ['một con mèo', 'hai'],
      '1.jpg': ['con gà'],
      '2.jpg': []
    })
    expect(report.skipped.map(({ reason, where }) => [reason, where])).toEqual([
      ['text-unreadable', '2.txt']
    ])
  })

  it('is read from several shards, packed or not, by content too; one cut short is refused', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    const archive = await tar({ 'a.jpg': await photo(1), 'a.txt': 'một' })
    writeFileSync(join(folder, '0.tar'), archive)
    writeFileSync(
      join(folder, '1.tar.gz'),
      gzipSync(await tar({ 'b.jpg': await photo(99), 'b.txt': 'hai' }))
    )
    expect(await importInto(library, { path: folder })).toMatchObject({ images: { added: 2 } })
    const other = join(tempFolder(), 'shard')
    writeFileSync(other, archive)
    expect(await importInto(library, { path: other })).toMatchObject({
      format: 'webdataset',
      images: { unchanged: 1 }
    })
    writeFileSync(other, archive.subarray(0, 600))
    await expect(importInto(library, { path: other })).rejects.toMatchObject({
      code: 'import.bad-tar'
    })
  })
})
