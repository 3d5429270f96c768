import {
  ImportFormat,
  isFolderFormat,
  type ExportParams,
  type ExportPreview,
  type ExportReport
} from '../../../shared/domain'
import { countExportedPairs } from '../../store/images/exports'
import { hasExtras } from '../../store/imports/extras'
import type { Library, ReadDb } from '../../store/core/library'
import { getRun } from '../../store/runs/runs'
import { findExisting } from '../../base/files/find-existing'
import { writeOutputFolder } from '../../base/files/write-output-folder'
import { writeOutputs, writePart } from '../../base/files/write-output'
import { ExportContext } from './export-context'
import { writeEmbeddings } from './embeddings-export'
import { exportFiles } from './export-files'
import { folderWriters } from './folders'
import { folderTexts } from './folders/text-folder'
import { zipOf } from './zip-file'

export interface ExportOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Writes captions, pairs or embeddings of the library, in a memory that does not grow with them.
 * What is written is whole or not there. Throws as `writeOutputs` and `writeOutputFolder`, and
 * `export.ambiguous-name`, `entity.not-found` for an unknown run or model, `engine.cancelled`.
 */
export async function runExport(
  library: Library,
  params: ExportParams,
  { signal, onProgress }: ExportOptions = {}
): Promise<ExportReport> {
  const total = totalOf(library.read, params)
  const context = new ExportContext(library.read, params, {
    signal,
    onProgress: (done) => onProgress?.(Math.min(done, total), total)
  })
  checkChoice(library.read, params)
  const files = exportFiles(context)
  const written = files.map(({ path }) => path)
  const options = { overwrite: params.overwrite, signal }
  if (params.format === 'embeddings') await writeEmbeddings(library, context)
  else if (isFolderFormat(params.format)) {
    const write = folderWriters[params.format]
    await writeOutputFolder(params.file, options, (folder) => write(folder, context))
  } else {
    await writeOutputs(written, options, async (parts) => {
      for (const [index, { zipped, content }] of files.entries()) {
        await writePart(parts[index] ?? '', zipped === null ? content : zipOf(zipped, content))
      }
    })
  }
  return {
    files: written.length > 0 ? written : [params.file],
    ...context.counts,
    guardedCells: context.guard.guarded,
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
  const context = new ExportContext(library.read, params, { signal })
  const files: ExportPreview['files'] = []
  for (const { path, content } of exportFiles(context)) {
    files.push({ path, text: await beginningOf(content) })
  }
  if (params.format === 'folder' || params.format === 'kohya') {
    for await (const { name, text } of folderTexts(context)) {
      files.push({ path: name, text: text.slice(0, SHOWN_TEXT) })
      if (files.length >= SHOWN_FILES) break
    }
  }
  const total = totalOf(library.read, params)
  const written = exportFiles(context).map(({ path }) => path)
  const existing = await findExisting(written.length > 0 ? written : [params.file])
  return { total, files, existing, notWritten: notWritten(library.read, params) }
}

/** Nothing of what is no text. */
async function beginningOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of pieces) {
    if (typeof piece !== 'string') break
    text += piece
    if (text.length >= SHOWN_TEXT) break
  }
  return text.slice(0, SHOWN_TEXT)
}

function totalOf(db: ReadDb, params: ExportParams): number {
  const context = new ExportContext(db, params)
  if (params.format.startsWith('pairs')) return countExportedPairs(db, context.pairFilter).total
  return context.totalImages
}

/** A run that is named has to be there; throws `entity.not-found`. */
function checkChoice(db: ReadDb, { runId }: ExportParams): void {
  if (runId !== null) getRun(db, runId)
}

/** Formats that hold the further fields of their own imports. */
const KEEPING: readonly string[] = ['viecap4h', 'coco', 'ktvic', 'jsonl', 'csv', 'tsv']

/** Formats whose fields stand beside images, captions or pairs and not in this one. */
function notWritten(db: ReadDb, { format }: ExportParams): string[] {
  const pairs = format.startsWith('pairs')
  if (pairs) return format === 'pairs' && hasExtras(db, 'pairs', 'pair') ? ['pairs'] : []
  return ImportFormat.options.filter(
    (other) =>
      !(other === format && KEEPING.includes(format)) &&
      (hasExtras(db, other, 'image') || hasExtras(db, other, 'caption'))
  )
}
