import { join } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { listFiles, listPictures } from '../../files/list-pictures'
import { readLines } from '../read/lines'
import { TextSource } from '../read/text-source'
import { skip, type CaptionText, type ImportEvent, type ImportEvents } from './events'

/** Pictures that are handed on together. */
const BATCH = 64

/**
 * The pictures of a folder and of the folders in it. Beside a picture `x.jpg`, `x.jpg.txt` or else
 * `x.txt` holds its captions, one a line. A text file that belongs to no picture is named.
 */
export async function* readFolder(folder: string): ImportEvents {
  const texts = new Set(await listFiles(folder, true, /\.txt$/i))
  const read = new Set<string>()
  let batch: ImportEvent[] = []
  for (const name of await listPictures(folder, true)) {
    const text = [`${name}.txt`, name.replace(/\.[^./]+$/, '.txt')].find((file) => texts.has(file))
    if (text !== undefined) read.add(text)
    batch.push(await toImage(folder, name, text))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
  const stray = [...texts].filter((text) => !read.has(text))
  yield stray.map((text) => skip('text-without-picture', text, text))
}

async function toImage(
  folder: string,
  name: string,
  text: string | undefined
): Promise<ImportEvent> {
  const image = { type: 'image' as const, name, extra: null, key: null, where: name }
  if (text === undefined) return { ...image, captions: [] }
  try {
    return { ...image, captions: await readCaptions(join(folder, text)) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'import.empty')
      return { ...image, captions: [] }
    if (error instanceof AppError) return skip('text-unreadable', text, error.message)
    throw error
  }
}

async function readCaptions(path: string): Promise<CaptionText[]> {
  const captions: CaptionText[] = []
  for await (const lines of readLines(new TextSource(path).chunks())) {
    for (const { text } of lines) captions.push({ text: text ?? '', extra: null })
  }
  return captions
}
