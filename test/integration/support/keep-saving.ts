import { writeSync } from 'node:fs'
import { saveCaption } from '../../../src/main/store/captions/captions'
import { openLibrary } from '../../../src/main/store/core/library'

/**
 * Opens a library and saves captions of one image without end: each is acknowledged on standard
 * output, as one JSON line, once its save has returned.
 */
export function keepSaving(root: string, imageId: number): never {
  const library = openLibrary(root)
  let last: { id: number; version: number } | null = null
  for (let count = 1; ; count += 1) {
    // Every tenth save adds a caption, the others change the last one.
    const target = count % 10 === 1 ? null : last
    const { id, text, version } = saveCaption(library.write, {
      id: target?.id ?? null,
      imageId,
      text: `lần lưu ${count} của ${process.pid}`,
      version: target?.version ?? null
    })
    last = { id, version }
    writeSync(1, JSON.stringify({ id, text, version }) + '\n')
  }
}
