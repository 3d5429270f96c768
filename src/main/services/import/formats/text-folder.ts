import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CaptionTexts, SkipReason } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { walkImages } from '../../../base/files/list-images'
import { readLines } from '../read/lines'
import { TextSource } from '../read/text-source'
import { skip, type CaptionText, type ImportEvent, type ImportEvents } from './events'

/** Images that are handed on together. */
const BATCH = 64

/** Captions that a text beside an image may have; one with more of them is none of captions. */
const MAX_CAPTIONS = 10_000

const TEXT_NAME = /\.(txt|caption)$/i

/** What stands behind an image's own name, or in place of its ending; the first of them is read. */
const TEXT_NAMES = [
  (name: string) => `${name}.txt`,
  (name: string) => `${name}.caption`,
  (name: string) => `${stemOf(name)}.caption`,
  (name: string) => `${stemOf(name)}.txt`
]

/** An image that is one by its content may have no ending. */
const stemOf = (name: string): string => name.replace(/\.[^./]+$/, '')

interface Reading {
  /** What a text holds: a caption a line, or one caption. */
  texts: CaptionTexts
  /** Other files of the folder that captions may stand in. */
  unread: string[]
  signal: AbortSignal | undefined
}

/**
 * The images of a folder and of the folders in it. Beside an image `x.jpg`, `x.caption` or `x.txt`
 * (also `x.jpg.txt`) holds its captions, whatever the case of the endings. A text file that belongs to
 * no image is named, and so is a second one of an image, and a folder that cannot be read.
 */
export async function* readFolder(folder: string, reading: Reading): ImportEvents {
  const texts = new Map<string, string[]>()
  const images: string[] = []
  let closed: ImportEvent[] = []
  const { texts: hold, unread, signal } = reading
  yield [{ type: 'taken', taken: { texts: hold, ...(unread.length > 0 && { unread }) } }]
  const files = walkImages(folder, true, { besides: TEXT_NAME, signal })
  for await (const { name, error, isImage } of files) {
    if (error) closed.push(skipFolder(name, error))
    else if (isImage) images.push(name)
    else texts.set(withoutCase(name), [...(texts.get(withoutCase(name)) ?? []), name])
    if (closed.length < BATCH) continue
    yield closed
    closed = []
  }
  yield closed
  yield* withTexts(folder, images.sort(), texts, reading)
}

/**
 * The images `names` of a folder, each with the captions of the text beside it, as `readFolder`
 * reads them.
 */
export async function* readImages(
  folder: string,
  names: readonly string[],
  reading: Reading
): ImportEvents {
  yield [{ type: 'taken', taken: { texts: reading.texts } }]
  const wanted = new Set(names.flatMap((name) => textNamesOf(name)))
  const texts = new Map<string, string[]>()
  for (const inside of new Set(names.map(dirname))) {
    for (const file of await readdir(join(folder, inside)).catch(() => [])) {
      const text = join(inside, file)
      const key = withoutCase(text)
      if (wanted.has(key)) texts.set(key, [...(texts.get(key) ?? []), text])
    }
  }
  yield* withTexts(folder, names, texts, reading)
}

/** Images with their captions, and then the texts that none was read from, each with the reason. */
async function* withTexts(
  folder: string,
  images: readonly string[],
  texts: ReadonlyMap<string, readonly string[]>,
  reading: Reading
): ImportEvents {
  const read = new Set<string>()
  const second = new Set<string>()
  let batch: ImportEvent[] = []
  for (const name of images) {
    const [text, ...others] = textNamesOf(name).flatMap((key) => texts.get(key) ?? [])
    if (text !== undefined) read.add(text)
    for (const other of others) second.add(other)
    batch.push(await toImage(folder, name, text, reading))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
  const rest = [...texts.values()]
    .flat()
    .filter((text) => !read.has(text))
    .sort()
  yield rest.map((text) =>
    skip(second.has(text) ? 'text-second' : 'text-without-image', text, text)
  )
}

/** A name by which a text is found: the case of its ending is no part of it. */
const withoutCase = (name: string): string =>
  name.replace(/(\.[^./]+){1,2}$/, (endings) => endings.toLowerCase())

/** By which the texts of an image are found, the first of them before the others. */
const textNamesOf = (image: string): string[] => [
  ...new Set(TEXT_NAMES.map((textName) => withoutCase(textName(image))))
]

async function toImage(
  folder: string,
  name: string,
  text: string | undefined,
  reading: Reading
): Promise<ImportEvent> {
  const image = { type: 'image' as const, name, extra: null, key: null, where: name }
  if (text === undefined) return { ...image, captions: [] }
  try {
    const captions = await readCaptions(join(folder, text), reading)
    return captions ? { ...image, captions } : skip('record-too-long', text, text)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'engine.cancelled') throw error
    if (error.code === 'import.empty') return { ...image, captions: [] }
    return skip(reasonOf(error, 'text-unreadable'), text, text, detailOf(error))
  }
}

/** A folder that cannot be read, or is not to be. */
export const skipFolder = (name: string, error: AppError): ImportEvent =>
  skip(reasonOf(error, 'folder-unreadable'), name, name, detailOf(error))

const reasonOf = ({ code }: AppError, otherwise: SkipReason): SkipReason =>
  code === 'file.outside-roots' ? 'link-outside' : otherwise

const detailOf = ({ params }: AppError) =>
  typeof params['detail'] === 'string' ? { detail: params['detail'] } : {}

async function readCaptions(
  path: string,
  { texts, signal }: Reading
): Promise<CaptionText[] | null> {
  const lines: string[] = []
  for await (const some of readLines(new TextSource(path, signal).chunks())) {
    for (const { text } of some) lines.push(text ?? '')
    if (lines.length > MAX_CAPTIONS) return null
  }
  const captions = texts === 'whole' ? [lines.join('\n')] : lines
  return captions.map((text) => ({ text, extra: null }))
}
