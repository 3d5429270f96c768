import { basename, dirname, join } from 'node:path/posix'
import { lookAt } from '../look'
import type { ReadSource } from '../read/read-source'
import { findDialect } from './dialect'
import { skip, withoutRepeats, type ImportEvent, type ImportEvents } from './events'
import { findFields, readJsonl } from './jsonl'
import { openFile, type Opened, type Opening } from './opening'
import { openParquet } from './parquet'
import { splitOfPath } from './split-name'
import { readTable } from './table'
import type { ImageFinder } from '../image-probe'

const METADATA = /(^|\/)metadata\.(jsonl|csv|parquet)$/

/** Metadata files among the names in a folder and in those right in it. */
export const metadataIn = (names: readonly string[]): string[] =>
  names.filter((name) => METADATA.test(name))

/**
 * An image folder of Hugging Face: `metadata.jsonl`, `.csv` or `.parquet` in it or in a folder for each
 * split, with the file's name from its own folder in `file_name` and the caption in `text` or another
 * field. The folder of an image says its split.
 */
export function openImageFolder(opening: Opening): Opened {
  const names = metadataIn(opening.look.names)
  const sources: ReadSource[] = []
  return { sources, events: readAll() }

  async function* readAll(): ImportEvents {
    const parts = names.map((name) => ({ file: name, split: splitOfPath(name) }))
    yield [{ type: 'taken', taken: { parts } }]
    for (const name of names) {
      const folder = dirname(name) === '.' ? '' : dirname(name)
      const metadata = await openMetadata(opening, name)
      sources.push(...metadata.sources)
      for await (const batch of metadata.events) yield batch.map((event) => inFolder(event, folder))
    }
  }
}

async function openMetadata(opening: Opening, name: string): Promise<Opened> {
  const { columns, images, signal } = opening
  const look = await lookAt(join(opening.look.path, name), signal)
  const file = { ...opening, look }
  if (look.shards === 'parquet') return openParquet(file)
  const { text, json } = look
  const folder = dirname(name) === '.' ? '' : dirname(name)
  const own: ImageFinder = {
    find: (image) => (images.find(join(folder, image)) === null ? null : image)
  }
  if (basename(name).endsWith('.csv')) {
    const dialect = findDialect(text)?.dialect
    if (!dialect) return { sources: [], events: nothing(skip('record-malformed', name, text)) }
    return openFile(file, (source) =>
      readTable(source, { dialect, columns, kind: 'images', images: own })
    )
  }
  const records = json?.records ?? []
  // One record is no more than an object.
  const one = json?.root === 'object' ? [Object.fromEntries(json.members)] : []
  const fields = findFields([...records, ...one], columns, own)
  return openFile(file, (source) => readJsonl(source, fields))
}

async function* nothing(event: ImportEvent): ImportEvents {
  yield [event]
}

/** A record of a metadata file as one of the whole folder. */
function inFolder(event: ImportEvent, folder: string): ImportEvent {
  if (event.type === 'skip') {
    return folder === '' ? event : { ...event, where: `${folder}: ${event.where}` }
  }
  if (event.type !== 'image') return event
  const name = event.name.startsWith('/') ? event.name : join(folder, event.name)
  const split = splitOfPath(name)
  const where = folder === '' ? event.where : `${folder}: ${event.where}`
  const texts = event.captions.map(({ text }) => text)
  const extra = withoutRepeats(event.extra, texts)
  return { ...event, name, where, extra, ...(split && { split }) }
}
