import { readFile, stat } from 'node:fs/promises'
import type { ImportFormat, ImportParams } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { listPictures } from '../files/list-pictures'
import { detectFormat, pairPaths } from './detect-format'
import { parseCoco } from './formats/coco'
import { decodeText } from './formats/decode-text'
import { parseIwsltXml } from './formats/iwslt-xml'
import { parseJsonl } from './formats/jsonl'
import { parseLinePairs } from './formats/line-pairs'
import type { ParsedImages, ParsedPairs } from './formats/parsed'
import { parseCsv, parseTsv } from './formats/table'
import { parseViecap4h } from './formats/viecap4h'

type Format = Exclude<ImportFormat, 'auto'>

/** All that an import has read, before anything is written. */
export type ImportInput =
  | ({ kind: 'images'; format: Format } & ParsedImages)
  | ({ kind: 'pairs'; format: Format } & ParsedPairs)

/** Parsers of the formats that are one text file of captions. */
const captionParsers = {
  viecap4h: parseViecap4h,
  coco: parseCoco,
  jsonl: parseJsonl,
  csv: parseCsv,
  tsv: parseTsv
} satisfies Partial<Record<Format, (text: string, path: string) => ParsedImages>>

/**
 * Reads and parses the file or folder of `params`. Throws for a file that cannot be read as a
 * whole; single records that make no sense are listed as skipped.
 */
export async function readInput({ path, format }: ImportParams): Promise<ImportInput> {
  if (await isFolder(path)) {
    if (format !== 'auto' && format !== 'folder') {
      throw new AppError('import.wrong-shape', { path, format })
    }
    return readFolder(path)
  }
  if (format === 'folder') throw new AppError('import.wrong-shape', { path, format })
  if (format === 'pairs') return readPairs(path)
  const text = await readText(path)
  const found = format === 'auto' ? detectFormat(path, text) : format
  if (found === 'pairs') return readPairs(path)
  if (found === 'folder') throw new AppError('import.wrong-shape', { path, format: found })
  return { kind: 'images', format: found, ...captionParsers[found](text, path) }
}

async function readFolder(path: string): Promise<ImportInput> {
  const names = await listPictures(path, true)
  const records = names.map((name) => ({ image: name, captions: [], where: name }))
  return { kind: 'images', format: 'folder', records, skipped: [] }
}

async function readPairs(path: string): Promise<ImportInput> {
  const paths = pairPaths(path)
  const english = { path: paths.english, text: await readText(paths.english) }
  const vietnamese = { path: paths.vietnamese, text: await readText(paths.vietnamese) }
  const parse = /\.xml$/i.test(path) ? parseIwsltXml : parseLinePairs
  return { kind: 'pairs', format: 'pairs', ...parse(english, vietnamese) }
}

async function readText(path: string): Promise<string> {
  try {
    return decodeText(await readFile(path), path)
  } catch (error) {
    throw readError(path, error)
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw readError(path, error)
  }
}

/** A failing file operation as `file.not-found` or `file.unreadable`. */
function readError(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('file.not-found', { path }, { cause: error })
  }
  const detail = error instanceof Error ? error.message : String(error)
  return new AppError('file.unreadable', { path, detail }, { cause: error })
}
