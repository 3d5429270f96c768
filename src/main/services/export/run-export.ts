import type { ExportParams, ExportPreview, ExportReport } from '../../../shared/domain'
import { countExportedPairs } from '../../store/exports'
import { hasExtras } from '../../store/extras'
import type { Library, ReadDb } from '../../store/library'
import { getRun } from '../../store/runs'
import { Turns } from '../files/turns'
import { writeFileAtomic } from '../files/write-file-atomic'
import { ExportContext } from './export-context'
import { writeEmbeddings } from './embeddings-export'
import { exportFiles } from './export-files'
import { folderTexts, writeFolder } from './folder-export'
import { zipOf } from './zip-file'

export interface ExportOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Writes captions, pairs or embeddings of the library, in a memory that does not grow with them.
 * Each file is written beside and renamed. Throws `file.unwritable`, `entity.not-found` for an
 * unknown run or model, `engine.cancelled`.
 */
export async function runExport(
  library: Library,
  params: ExportParams,
  { signal, onProgress }: ExportOptions = {}
): Promise<ExportReport> {
  const turns = new Turns(signal)
  const total = totalOf(library.read, params)
  const context = new ExportContext(library.read, params, {
    turns,
    onProgress: (done) => onProgress?.(Math.min(done, total), total)
  })
  checkChoice(library.read, params)
  const files = exportFiles(context)
  for (const { path, zipped, text } of files) {
    await writeFileAtomic(path, zipped === null ? text : zipOf(zipped, text))
  }
  if (params.format === 'embeddings') await writeEmbeddings(library, context)
  if (params.format === 'folder') await writeFolder(params.file, context)
  const written = files.map(({ path }) => path)
  return {
    files: written.length > 0 ? written : [params.file],
    ...context.counts,
    notWritten: notWritten(library.read, params)
  }
}

/** Characters of each file, and files of a folder, that a preview shows. */
const SHOWN_TEXT = 3000
const SHOWN_FILES = 20

/** The beginning of what an export would write. Throws as {@link runExport} does. */
export async function previewExport(
  library: Library,
  params: ExportParams,
  signal?: AbortSignal
): Promise<ExportPreview> {
  checkChoice(library.read, params)
  const context = new ExportContext(library.read, params, {
    turns: new Turns(signal),
    onProgress: () => undefined
  })
  const files: ExportPreview['files'] = []
  for (const { path, text } of exportFiles(context)) {
    files.push({ path, text: await beginningOf(text) })
  }
  if (params.format === 'folder') {
    for await (const { name, text } of folderTexts(context)) {
      files.push({ path: name, text: text.slice(0, SHOWN_TEXT) })
      if (files.length >= SHOWN_FILES) break
    }
  }
  const total = totalOf(library.read, params)
  return { total, files, notWritten: notWritten(library.read, params) }
}

async function beginningOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length >= SHOWN_TEXT) break
  }
  return text.slice(0, SHOWN_TEXT)
}

function totalOf(db: ReadDb, params: ExportParams): number {
  const silent = { turns: new Turns(), onProgress: () => undefined }
  const context = new ExportContext(db, params, silent)
  if (params.format.startsWith('pairs')) return countExportedPairs(db, context.pairFilter).total
  return context.totalImages
}

/** A run that is named has to be there; throws `entity.not-found`. */
function checkChoice(db: ReadDb, { source }: ExportParams): void {
  if (source.startsWith('run:')) getRun(db, source.slice(4))
}

/** Formats whose fields stand beside images, captions or pairs and not in this one. */
function notWritten(db: ReadDb, { format }: ExportParams): string[] {
  const pairs = format.startsWith('pairs')
  if (pairs) return format === 'pairs' && hasExtras(db, 'pairs', 'pair') ? ['pairs'] : []
  return ['viecap4h', 'coco', 'jsonl', 'csv', 'tsv'].filter(
    (other) =>
      other !== format && (hasExtras(db, other, 'image') || hasExtras(db, other, 'caption'))
  )
}
