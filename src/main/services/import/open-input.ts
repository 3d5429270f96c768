import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { ImportColumns, ImportFormat } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { detectFormat, pairPaths } from './detect-format'
import { readCoco } from './formats/coco'
import type { ImportEvents } from './formats/events'
import { readIwsltXml } from './formats/iwslt-xml'
import { readJsonl } from './formats/jsonl'
import { readLinePairs } from './formats/line-pairs'
import { readTable } from './formats/table'
import { readFolder } from './formats/text-folder'
import { readViecap4h } from './formats/viecap4h'
import { fileError } from '../files/file-error'
import { TextSource } from './read/text-source'

export type KnownFormat = Exclude<ImportFormat, 'auto'>

/** What is to be read: a file or folder, and what it is said to be. */
export interface InputChoice {
  path: string
  format: ImportFormat
  columns?: ImportColumns | undefined
}

/** A file or folder that is about to be read. */
export interface OpenInput {
  format: KnownFormat
  kind: 'images' | 'pairs' | 'embeddings'
  /** Files that `events` reads; none for a folder and for embeddings. */
  sources: TextSource[]
  /** Everything in it, in its order, a few hundred records at a time. */
  events: ImportEvents
}

/** Readers of the formats that are one text file of captions. */
const captionReaders = {
  viecap4h: readViecap4h,
  coco: readCoco,
  jsonl: readJsonl,
  csv: (source, columns) => readTable(source, 'csv', columns, 'images'),
  tsv: (source, columns) => readTable(source, 'tsv', columns, 'images')
} satisfies Partial<
  Record<KnownFormat, (source: TextSource, columns: ImportColumns) => ImportEvents>
>

/**
 * Finds out what the file or folder is. Reading begins with the first step through `events`, which
 * throws for a file that makes no sense as a whole; single records that make none are skipped.
 */
export async function openInput({ path, format, columns = {} }: InputChoice): Promise<OpenInput> {
  if (await isFolder(path)) {
    if (format !== 'auto' && format !== 'folder') {
      throw new AppError('import.wrong-shape', { path, format })
    }
    return { format: 'folder', kind: 'images', sources: [], events: readFolder(path) }
  }
  const found = format === 'auto' ? await detectFormat(path) : format
  if (found === 'folder') throw new AppError('import.wrong-shape', { path, format: found })
  if (found === 'pairs') return openPairs(path, columns)
  if (found === 'embeddings') return { format: found, kind: found, sources: [], events: nothing() }
  const source = new TextSource(path)
  const events = captionReaders[found](source, columns)
  return { format: found, kind: 'images', sources: [source], events }
}

function openPairs(path: string, columns: ImportColumns): OpenInput {
  const opened = { format: 'pairs', kind: 'pairs' } as const
  const ending = extname(path).toLowerCase()
  if (ending === '.tsv' || ending === '.csv') {
    const source = new TextSource(path)
    const events = readTable(source, ending === '.tsv' ? 'tsv' : 'csv', columns, 'pairs')
    return { ...opened, sources: [source], events }
  }
  const paths = pairPaths(path)
  const english = new TextSource(paths.english)
  const vietnamese = new TextSource(paths.vietnamese)
  const read = ending === '.xml' ? readIwsltXml : readLinePairs
  return { ...opened, sources: [english, vietnamese], events: read({ english, vietnamese }) }
}

/** Embeddings are read by the engine. */
async function* nothing(): ImportEvents {}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw fileError(path, error)
  }
}
