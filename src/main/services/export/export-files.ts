import { basename, extname } from 'node:path'
import { isFolderFormat, type ExportFormat } from '../../../shared/domain'
import { pairPathsOf } from '../import/pair-paths'
import type { ExportContext } from './export-context'
import { writeCoco, writeKtvic } from './writers/coco'
import { writeCocoResults } from './writers/coco-results'
import { writeJsonl } from './writers/jsonl'
import { writePairLines, writePairTable, writePairXml } from './writers/pairs'
import { writeSubmission } from './writers/submission'
import { writeCsv, writeTsv } from './writers/table'
import { writeParquet } from './writers/parquet'
import { writeViecap4h } from './writers/viecap4h'

/** A file that an export writes. */
export interface ExportFile {
  path: string
  /** Name inside the zip, where it is written as one. */
  zipped: string | null
  content: AsyncIterable<string | Uint8Array>
}

type ContentWriter = (context: ExportContext) => AsyncIterable<string | Uint8Array>

const singleWriters = {
  viecap4h: writeViecap4h,
  submission: writeSubmission,
  coco: writeCoco,
  ktvic: writeKtvic,
  'coco-results': writeCocoResults,
  jsonl: writeJsonl,
  csv: writeCsv,
  tsv: writeTsv,
  parquet: writeParquet,
  'pairs-tsv': writePairTable
} satisfies Partial<Record<ExportFormat, ContentWriter>>

/** The files of an export, none of them begun; a folder and embeddings have none. */
export function exportFiles(context: ExportContext): ExportFile[] {
  const { format, file } = context.params
  if (isFolderFormat(format) || format === 'embeddings') return []
  if (format === 'pairs' || format === 'pairs-xml') {
    const write = format === 'pairs' ? writePairLines : writePairXml
    const paths = pairPathsOf(file, format === 'pairs' ? '' : '.xml')
    return (['english', 'vietnamese'] as const).map((side) => ({
      path: paths[side],
      zipped: null,
      content: write(context, side)
    }))
  }
  const inZip = format !== 'parquet' && extname(file).toLowerCase() === '.zip'
  const zipped = inZip ? zippedName(format, file) : null
  return [{ path: file, zipped, content: singleWriters[format](context) }]
}

/** A submission is called as the competition wants it, others as the zip. */
const zippedName = (format: ExportFormat, file: string): string =>
  format === 'submission' ? 'results.json' : basename(file).replace(/\.zip$/i, '.json')
