import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { openReader } from '../../src/main/store/reader/reader'
import { addImages, tempFolder, tempLibrary } from '../fixtures/temp-library'

const BUILT = join(import.meta.dirname, '../../out/main/reader.js')

/** The built reader thread, which dies when it is asked for the library's counts. */
async function mortalThread(): Promise<string> {
  const file = join(tempFolder(), 'thread.mjs')
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ request }) => {
      if (request.query === 'libraryCounts') process.exit(1)
    })
    await import(${JSON.stringify(pathToFileURL(BUILT).href)})`
  )
  return file
}

it('fails a listing whose thread died, which would else pass for a shorter one', async () => {
  const library = tempLibrary()
  const texts = Array.from({ length: 2000 }, (_, number) => `con mèo thứ ${number}`)
  addImages(library, { 'a.jpg': texts })
  const reader = openReader(library.read, await mortalThread())
  try {
    const rows = reader.rows('trainingCaptions', 'train')
    const { value } = await rows.next()
    expect(value).not.toHaveLength(texts.length)
    await expect(reader.ask('libraryCounts')).rejects.toMatchObject({
      code: 'unexpected',
      params: { detail: 'the reader thread ended' }
    })
    await expect(rows.next()).rejects.toMatchObject({
      params: { detail: 'the reader thread ended' }
    })
    // Another thread answers what comes next, from the beginning.
    let count = 0
    for await (const some of reader.rows('trainingCaptions', 'train')) count += some.length
    expect(count).toBe(texts.length)
  } finally {
    await reader.close()
  }
  await expect(reader.rows('trainingCaptions', 'train').next()).rejects.toMatchObject({
    code: 'library.none-open'
  })
})
