import { join } from 'node:path'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { AppError } from '../../../../shared/errors'
import { CAPTION_NAMES, IMAGE_NAMES } from '../formats/choose-columns'
import type { KnownFormat } from '../formats'
import { originalsAmong } from '../formats/caption-pairs'
import { detectFormat } from '../formats/detect-format'
import { lookAt, type Look } from '../look'

/** Files that are looked into. */
const MAX_FILES = 50

const TABLE_OR_LIST = /\.(jsonl?|ndjson|csv|tsv|txt|token)$/i

/** A file with captions among those of a folder. */
export interface CaptionFile {
  /** Path inside the folder, with forward slashes. */
  name: string
  look: Look
  format: KnownFormat
}

/**
 * The files among `names` that hold captions of images, by what is in them: all of one format,
 * `wanted` or the first one found, or only a `results.json`. Texts beside images are none, and of
 * captions with their translations only these are read.
 */
export async function findCaptionFiles(
  root: string,
  names: readonly string[],
  wanted: KnownFormat | null,
  signal?: AbortSignal
): Promise<CaptionFile[]> {
  const images = new Set(names.filter((name) => IMAGE_NAME.test(name)).map(stemOf))
  const likely = names
    .filter((name) => TABLE_OR_LIST.test(name) && !images.has(stemOf(name)))
    .filter((name) => !IMAGE_NAME.test(stemOf(name)))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
  const found: CaptionFile[] = []
  for (const name of likely.slice(0, MAX_FILES)) {
    const file = await readBeginning(root, name, wanted, signal)
    if (file) found.push(file)
  }
  // What people wrote goes before what a model did; a submission is read alone.
  const byPeople = found.filter(({ format }) => format !== 'coco-results')
  const captions = byPeople.length > 0 ? byPeople : found
  const [first] = captions
  const results = captions.filter(({ name }) => /(^|\/)results\.json$/i.test(name))
  const files =
    results.length > 0 ? results : captions.filter(({ format }) => format === first?.format)
  const originals = originalsAmong(files.map(({ name }) => name))
  return files.filter(({ name }) => !originals.has(name))
}

async function readBeginning(
  root: string,
  name: string,
  wanted: KnownFormat | null,
  signal: AbortSignal | undefined
): Promise<CaptionFile | null> {
  try {
    const look = await lookAt(join(root, name), signal)
    const format = detectFormat(look)
    const isMeant = wanted === null ? holdsCaptions(look, format) : format === wanted
    return isMeant ? { name, look, format } : null
  } catch (error) {
    // A text of another kind: its encoding, its shape, or nothing in it.
    const { code } = error as AppError
    if (!(error instanceof AppError) || code === 'engine.cancelled') throw error
    return null
  }
}

/** Whether what was taken for a format has captions: some formats take whatever has their ending. */
function holdsCaptions({ json, text }: Look, format: KnownFormat): boolean {
  const [record = {}] = json?.records ?? []
  switch (format) {
    case 'coco': {
      const annotation = json?.members.get('annotations')
      if (annotation === undefined) return json?.members.has('images') ?? false
      return typeof annotation === 'object' && annotation !== null && 'caption' in annotation
    }
    case 'viecap4h':
      return 'captions' in record
    case 'jsonl':
      return [...CAPTION_NAMES, ...IMAGE_NAMES].some((field) => field in record)
    case 'csv':
    case 'tsv':
      return /\.(jpe?g|png|webp|bmp|gif|tiff?|avif|jfif)\b/i.test(text) || hasHeader(text)
    case 'embeddings':
    case 'pairs':
    case 'folder':
    case 'imagefolder':
    case 'parquet':
    case 'webdataset':
      return false
    default:
      return true
  }
}

function hasHeader(text: string): boolean {
  const [line = ''] = text.split(/\r?\n/, 1)
  const names = line
    .toLowerCase()
    .split(/[,;|\t]/)
    .map((name) => name.replaceAll('"', '').trim())
  return [IMAGE_NAMES, CAPTION_NAMES].every((wanted) => names.some((name) => wanted.includes(name)))
}

const stemOf = (name: string): string => name.replace(/\.[^./]+$/, '')
const depthOf = (name: string): number => name.split('/').length
