import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fillLibrary } from '../../src/main/services/bench/fill-library'
import { createLibrary, openLibrary } from '../../src/main/store/library'
import { pageImages } from '../../src/main/store/image-listing'
import { tempFolder } from '../fixtures/temp-library'

const built = join(import.meta.dirname, '../../out/main')

it('a search by several threads finds what one thread finds', { timeout: 120_000 }, async () => {
  const path = join(tempFolder(), 'library')
  const made = createLibrary(path)
  fillLibrary(made, { images: 21_000, captionsPerImage: 1 })
  made.close()
  const library = openLibrary(path, join(built, 'reader.js'))
  try {
    const texts = ['một', 'khẩu trang', '"xe lăn" -kính', '"cho một em bé"', 'khoa-12']
    for (const text of [...texts, ...texts.map((each) => `${each} split:train`)]) {
      const filter = { text }
      const { total, rows } = pageImages(library.read, filter, { offset: 0, limit: 50 })
      const found = await library.reader.ask('pageImages', filter, { offset: 0, limit: 50 })
      expect(found.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
      expect([text, found.total]).toEqual([text, total])
      expect(total).toBeGreaterThan(0)
    }
  } finally {
    await library.reader.close()
    library.close()
  }
})
