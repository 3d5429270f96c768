import type { ImportColumns } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { ParquetColumn, ParquetKind } from '../read/parquet-file'
import { findPairColumns, isCaption, isEnglish, isVietnamese } from './pair-columns'

/** Which columns of a parquet file are read as what. */
export type ParquetRoles =
  | {
      kind: 'images'
      image: ParquetColumn
      captions: ParquetColumn[]
      /** The split of each row, where the file has it. */
      split: ParquetColumn | null
    }
  | { kind: 'pairs'; english: ParquetColumn; vietnamese: ParquetColumn }

/** Names of columns with an image's file or its name, the likeliest first. */
const IMAGES = [
  ...[
    'image',
    'img',
    'jpg',
    'jpeg',
    'png',
    'webp',
    'image_bytes',
    'image_data',
    'picture',
    'photo'
  ],
  ...[
    'file_name',
    'filename',
    'image_path',
    'image_name',
    'image_file',
    'filepath',
    'file',
    'path'
  ],
  ...['name', 'id', 'image_id']
]

const textKinds: readonly ParquetKind[] = ['text', 'texts']

/**
 * The roles of a file's columns: those that `wanted` names; else an image is a column that holds
 * files, then one with a usual name, and its captions are in Vietnamese where a name says so. Without
 * an image, or where `pairs` are asked for, two columns of texts are sentence pairs. Throws
 * `import.no-column`, naming what is missing.
 */
export function findParquetRoles(
  columns: readonly ParquetColumn[],
  wanted: ImportColumns,
  { pairs, path }: { pairs: boolean; path: string }
): ParquetRoles {
  const missing = (column: string) => {
    const found = columns.map(({ label }) => label).join(', ')
    return new AppError('import.no-column', { path, column, found })
  }
  const asked = (name: string | undefined): ParquetColumn | undefined => {
    if (name === undefined) return undefined
    const column = columns.find(({ label }) => label === name)
    if (!column) throw missing(name)
    return column
  }
  const texts = columns.filter(({ kind }) => textKinds.includes(kind))
  const vietnamese = texts.filter(({ label }) => isVietnamese(label))
  const image = asked(wanted.image) ?? findImage(columns)
  const captions = captionsAmong(
    texts.filter((column) => column !== image),
    vietnamese
  )
  const usual = findPairColumns(texts.map(({ label }) => label))
  const two = {
    english: asked(wanted.english) ?? texts.find(({ label }) => label === usual.english),
    vietnamese: asked(wanted.vietnamese) ?? texts.find(({ label }) => label === usual.vietnamese)
  }
  const wantsPairs = pairs || wanted.english !== undefined || wanted.vietnamese !== undefined
  if (wantsPairs || (!image && two.english && two.vietnamese)) {
    if (!two.english) throw missing('english')
    if (!two.vietnamese) throw missing('vietnamese')
    return { kind: 'pairs', english: two.english, vietnamese: two.vietnamese }
  }
  if (!image) throw missing('image')
  const caption = asked(wanted.caption)
  const split = texts.find(({ label, kind }) => label.toLowerCase() === 'split' && kind === 'text')
  return { kind: 'images', image, captions: caption ? [caption] : captions, split: split ?? null }
}

function findImage(columns: readonly ParquetColumn[]): ParquetColumn | undefined {
  const byName = (kinds: readonly ParquetKind[]) =>
    IMAGES.map((name) =>
      columns.find(({ label, kind }) => label.toLowerCase() === name && kinds.includes(kind))
    ).find((column) => column !== undefined)
  return (
    byName(['image']) ??
    columns.find(({ kind }) => kind === 'image') ??
    byName(['bytes']) ??
    byName(['text'])
  )
}

/** The columns of captions: those in Vietnamese, else those with a usual name and a number or none. */
function captionsAmong(
  texts: readonly ParquetColumn[],
  vietnamese: readonly ParquetColumn[]
): ParquetColumn[] {
  const own = vietnamese.filter((column) => texts.includes(column))
  const likely = own.filter(({ label }) => /caption|text|sentence|description/i.test(label))
  const [first] = own
  if (likely.length > 0) return likely
  if (first) return [first]
  const usual = texts.filter(({ label }) => isCaption(label) && !isEnglish(label))
  const stem = (label: string) => label.toLowerCase().replace(/[_.\- ]?\d+$/, '')
  const best = ['caption', 'captions', 'text', 'texts', 'sentence', 'sentences']
    .map((name) => usual.find(({ label }) => stem(label) === name))
    .find((column) => column !== undefined)
  const chosen = best ?? usual[0]
  return chosen ? usual.filter(({ label }) => stem(label) === stem(chosen.label)) : []
}
