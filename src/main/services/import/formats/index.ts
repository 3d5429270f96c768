import type { ImportFormat } from '../../../../shared/domain'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { AppError } from '../../../../shared/errors'
import { lookAt, type Look } from '../look'
import { isPairFile } from '../pair-paths'
import type { Fields } from '../read/json-look'
import { isArgilla, openArgilla } from './argilla'
import { readCoco, readKtvic } from './coco'
import { isKtvic } from './coco-names'
import { openCocoResults } from './coco-results'
import { CAPTION_NAMES, IMAGE_NAMES, withoutNumber } from './choose-columns'
import { findDialect } from './dialect'
import type { ImportEvents } from './events'
import { isFlickr, readFlickr } from './flickr'
import { metadataIn, openImageFolder } from './imagefolder'
import { findFields, readJsonl, readRecordList } from './jsonl'
import { isLabelStudio, openLabelStudio } from './label-studio'
import { openFile, type Opened, type Opening } from './opening'
import { dialectOf, openPairs } from './pairs'
import { readOpenViic } from './openviic'
import { openParquet } from './parquet'
import { isProdigy, openProdigy } from './prodigy'
import { readTable } from './table'
import { isPairHeader } from './table-columns'
import { readFolder } from './text-folder'
import { openSentences } from './sentences'
import { readViecap4h } from './viecap4h'
import { openWebDataset } from './webdataset'

export type KnownFormat = Exclude<ImportFormat, 'auto'>

/** A format that is read. */
interface FormatRow {
  kind: 'images' | 'pairs' | 'embeddings'
  /** Whether it is a folder, or may be one. */
  folder?: true | 'either'
  /** Whether an input is of this format, as it looks. */
  detect(look: Look): boolean
  open(opening: Opening): Opened | Promise<Opened>
}

/** All formats that are read; an input is of the first one that takes it for its own. */
export const formats: Readonly<Record<KnownFormat, FormatRow>> = {
  embeddings: {
    kind: 'embeddings',
    detect: ({ path, isFolder }) => !isFolder && isEmbeddingsName(path),
    // They are read by the engine, and never opened here.
    open: () => ({ sources: [], events: nothing() })
  },
  parquet: {
    kind: 'images',
    folder: 'either',
    detect: ({ shards }) => shards === 'parquet',
    open: (opening) => openParquet(opening)
  },
  webdataset: {
    kind: 'images',
    folder: 'either',
    detect: ({ shards }) => shards === 'webdataset',
    open: openWebDataset
  },
  pairs: {
    kind: 'pairs',
    folder: 'either',
    detect: (look) => !look.isFolder && (isPairFile(look.name) || isPairTable(look)),
    open: (opening) => openPairs(opening, (path) => openCaptions(opening, path))
  },
  sentences: {
    kind: 'pairs',
    // No text says that it is to be read so.
    detect: () => false,
    open: (opening) =>
      openSentences(opening, () => {
        const format = captionFormat(opening.look)
        return format && Promise.resolve(format.open(opening))
      })
  },
  imagefolder: {
    kind: 'images',
    folder: true,
    detect: ({ isFolder, names }) => isFolder && metadataIn(names).length > 0,
    open: openImageFolder
  },
  folder: {
    kind: 'images',
    folder: true,
    detect: ({ isFolder }) => isFolder,
    open: ({ look, texts, signal }) => ({
      sources: [],
      events: readFolder(look.path, { texts, unread: captionFilesIn(look.names), signal })
    })
  },
  'label-studio': {
    kind: 'images',
    detect: ({ json }) => isLabelStudio(recordsIn(json)),
    open: openLabelStudio
  },
  argilla: {
    kind: 'images',
    detect: ({ json }) => isArgilla(recordsIn(json)),
    open: openArgilla
  },
  prodigy: {
    kind: 'images',
    detect: ({ json }) => isProdigy(recordsIn(json)),
    open: openProdigy
  },
  ktvic: {
    kind: 'images',
    detect: ({ json }) => json?.root === 'object' && isKtvic(json.members),
    open: (opening) => openFile(opening, readKtvic)
  },
  openviic: {
    kind: 'images',
    detect: ({ json }) => json?.root === 'object' && areOpenViic([...json.members]),
    open: (opening) => openFile(opening, readOpenViic)
  },
  'coco-results': {
    kind: 'images',
    detect: ({ json }) => {
      const [first] = recordsIn(json)
      return first !== undefined && 'image_id' in first && 'caption' in first && !namesFile(first)
    },
    open: openCocoResults
  },
  jsonl: {
    kind: 'images',
    detect: ({ json, ending }) =>
      LINES.includes(ending) || json?.root === 'lines' || isRecordFile(json),
    open: openJsonl
  },
  coco: {
    kind: 'images',
    detect: ({ json }) => json?.root === 'object',
    open: (opening) => openFile(opening, readCoco)
  },
  viecap4h: {
    kind: 'images',
    detect: ({ json, ending }) => json !== null || ending === '.json' || ending === '.zip',
    open: (opening) => openFile(opening, readViecap4h)
  },
  tsv: {
    kind: 'images',
    detect: ({ ending }) => ending === '.tsv',
    open: (opening) => openTable(opening)
  },
  flickr: {
    kind: 'images',
    detect: (look) => isFlickr(look.text) && !isEvenTable(look),
    open: (opening) => openFile(opening, (source) => readFlickr(source, opening.images))
  },
  csv: {
    kind: 'images',
    detect: (look) => look.ending === '.csv' || isTable(look),
    open: (opening) => openTable(opening)
  }
}

/** Files right in a folder that captions of its images may stand in. */
const captionFilesIn = (names: readonly string[]): string[] =>
  names.filter((name) => /^[^/.][^/]*\.(jsonl?|ndjson|csv|tsv|parquet)$/i.test(name)).slice(0, 10)

const LINES: readonly string[] = ['.jsonl', '.ndjson']

/** Whether a file has the name of one with embeddings. */
export const isEmbeddingsName = (path: string): boolean => /\.(safetensors|pth?)$/i.test(path)

async function* nothing(): ImportEvents {}

/** The first records; one object is one record. */
function recordsIn(json: Look['json']): Fields[] {
  if (!json) return []
  return json.root === 'object' ? [Object.fromEntries(json.members)] : json.records
}

const isPairTable = ({ ending, text }: Look): boolean => {
  if (ending !== '.csv' && ending !== '.tsv') return false
  return isPairHeader(firstRow({ ending, text }))
}

function firstRow({ ending, text }: Pick<Look, 'ending' | 'text'>): string[] {
  const { delimiter } = dialectOf({ ending, text })
  return findDialect(text, delimiter)?.rows[0] ?? []
}

const namesFile = (record: Fields): boolean =>
  ['image', 'file_name', 'filename'].some((name) => name in record)

/** Whether records say what {@link IMAGE_NAMES} are, and are not of vieCap4H. */
function isRecordFile(json: Look['json']): boolean {
  if (!json) return false
  const [first] = recordsIn(json)
  if (!first) return false
  if (json.root === 'object' && ['images', 'annotations'].some((name) => name in first))
    return false
  if (json.root === 'list' && 'id' in first && 'captions' in first && !namesFile(first))
    return false
  const names = Object.keys(first).map((name) => name.toLowerCase())
  if (json.root === 'object') return IMAGE_NAMES.some((name) => names.includes(name))
  return (
    namesFile(first) || CAPTION_NAMES.some((name) => name !== 'captions' && names.includes(name))
  )
}

/** Whether the members of an object are images with their captions. */
const areOpenViic = (members: readonly [string, unknown][]): boolean => {
  const first = members.find(([name]) => IMAGE_NAME.test(name)) ?? members[0]
  const value = first?.[1]
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'captions' in value
}

function openJsonl(opening: Opening): Opened {
  const { look, columns, images } = opening
  const { json, ending } = look
  const fields = findFields(recordsIn(json), columns, images)
  const byLine =
    json === null ||
    json.root === 'lines' ||
    (json.byLine && (LINES.includes(ending) || json.root === 'object'))
  return openFile(opening, (source) => (byLine ? readJsonl : readRecordList)(source, fields))
}

/** A further file with captions, of the first format of images that takes it. Throws `import.wrong-shape`. */
async function openCaptions(opening: Opening, path: string): Promise<Opened> {
  const look = await lookAt(path, opening.signal)
  const format = captionFormat(look)
  if (!format) throw new AppError('import.wrong-shape', { path, format: 'coco' })
  return format.open({ ...opening, look, columns: {}, beside: null })
}

/** The format of a file of images with captions; null for any other file, and for folders. */
const captionFormat = (look: Look): FormatRow | null =>
  (look.isFolder
    ? null
    : Object.values(formats).find(({ kind, detect }) => kind === 'images' && detect(look))) ?? null

function openTable(opening: Opening): Opened {
  const { look, columns, images } = opening
  const dialect = dialectOf(look)
  return openFile(opening, (source) =>
    readTable(source, { dialect, columns, kind: 'images', images })
  )
}

/** Rows that have to be as wide as the first one for a text to be taken for a table, as a share. */
const EVEN = 0.8

/**
 * Whether a `.csv` is a table and nothing else: all its rows have the columns of the first, or it is
 * for the reader of tables to say what is wrong with it.
 */
const isEvenTable = ({ ending, text }: Look): boolean =>
  ending === '.csv' && (findDialect(text)?.even ?? 1) === 1

/** Whether a text with another name is a table of images and captions. */
function isTable({ text }: Look): boolean {
  const guess = findDialect(text)
  if (!guess || guess.even < EVEN) return false
  const [header = [], ...rows] = guess.rows
  const names = header.map((name) => name.trim().toLowerCase())
  const isNamed = names.some((name) => IMAGE_NAMES.includes(name))
  return (
    isNamed ||
    [header, ...rows].some((row) => row.some((cell) => IMAGE_NAME.test(withoutNumber(cell))))
  )
}
