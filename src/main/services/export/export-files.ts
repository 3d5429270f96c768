import { basename, extname } from 'node:path'
import type { ExportFormat } from '../../../shared/domain'
import { pairPathsOf } from '../import/detect-format'
import type { ExportContext } from './export-context'
import { writeCoco } from './writers/coco'
import { writeJsonl } from './writers/jsonl'
import { writePairLines, writePairTable, writePairXml } from './writers/pairs'
import { writeSubmission } from './writers/submission'
import { writeCsv, writeTsv } from './writers/table'
import type { TextPieces, TextWriter } from './writers/text-writer'
import { writeViecap4h } from './writers/viecap4h'

/** A text file that an export writes. */
export interface ExportFile {
  path: string
  /** Name inside the zip, where it is written as one. */
  zipped: string | null
  text: TextPieces
}

const singleWriters = {
  viecap4h: writeViecap4h,
  submission: writeSubmission,
  coco: writeCoco,
  jsonl: writeJsonl,
  csv: writeCsv,
  tsv: writeTsv,
  'pairs-tsv': writePairTable
} satisfies Partial<Record<ExportFormat, TextWriter>>

/** The text files of an export, none of them begun; a folder and embeddings have none. */
export function exportFiles(context: ExportContext): ExportFile[] {
  const { format, file } = context.params
  if (format === 'folder' || format === 'embeddings') return []
  if (format === 'pairs' || format === 'pairs-xml') {
    const write = format === 'pairs' ? writePairLines : writePairXml
    const paths = pairPathsOf(file, format === 'pairs' ? '' : '.xml')
    return (['english', 'vietnamese'] as const).map((side) => ({
      path: paths[side],
      zipped: null,
      text: write(context, side)
    }))
  }
  const zipped = extname(file).toLowerCase() === '.zip' ? zippedName(format, file) : null
  return [{ path: file, zipped, text: singleWriters[format](context) }]
}

/** A submission is called as the competition wants it, others as the zip. */
const zippedName = (format: ExportFormat, file: string): string =>
  format === 'submission' ? 'results.json' : basename(file).replace(/\.zip$/i, '.json')
