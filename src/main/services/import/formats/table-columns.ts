import type { ImportColumns } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { IMAGE_NAME } from '../../../../shared/image-name'
import type { ImageFinder } from '../image-probe'
import { findPairColumns } from './pair-columns'
import {
  CAPTION_NAMES,
  findCaptionColumn,
  findImageColumn,
  IMAGE_NAMES,
  withoutNumber,
  type Column
} from './choose-columns'

/** Which columns of a table are read. */
export interface TableColumns {
  names: string[]
  /** What a column may be asked for by: its name, or what stands where its name would. */
  choices: string[]
  hasHeader: boolean
  /** Places of the image and the caption, or of the English and the Vietnamese side. */
  first: number
  second: number
  used: Record<string, string>
}

/** Header names of sentence pairs, in lower case. */
const PAIR_NAMES: readonly (readonly string[])[] = [
  ['english', 'en', 'source', 'src'],
  ['vietnamese', 'vi', 'target', 'tgt']
]

/**
 * The two columns that are read, by the first rows of a table: those that `wanted` names, by header or
 * by number from 1; of pairs those that the header row names; of captions the one whose values are
 * images and the one with the captions. Where nothing says which, they are the first two, and the
 * first row is no header. Throws `import.no-column`, naming the column.
 */
export function findColumns(
  rows: readonly (readonly string[])[],
  wanted: ImportColumns,
  { kind, path, images }: { kind: 'images' | 'pairs'; path: string; images: ImageFinder }
): TableColumns {
  const [row = [], ...body] = rows
  const header = row.map((name) => name.trim())
  const roles = kind === 'pairs' ? PAIR_ROLES : IMAGE_ROLES
  const asked = roles.map((role) => {
    const name = wanted[role]
    return name === undefined ? null : placeOf(name, header, path)
  })
  if (header.length < 2) {
    throw new AppError('import.no-column', { path, column: roles[1], found: header.join(', ') })
  }
  const columns = header.map((name, index) => ({
    name,
    values: body.map((cells) => cells[index] ?? '')
  }))
  const found = kind === 'pairs' ? findBothSides(header) : findImageColumns(columns, images, header)
  const hasHeader = asked.some((place) => place?.byName) || found.hasHeader
  // Where one column was named and the other is not called as usual, it is the first that is left.
  const free = (other: number): number => (other === 0 ? 1 : 0)
  const place = (index: 0 | 1): number => asked[index]?.place ?? found.places[index]
  const taken = asked[1]?.place
  const first = place(0) >= 0 && place(0) !== taken ? place(0) : free(place(1))
  const second = place(1) >= 0 && place(1) !== first ? place(1) : free(first)
  const names = hasHeader ? unique(header) : header.map((_, index) => `column ${index + 1}`)
  const used = { [roles[0]]: names[first] ?? '', [roles[1]]: names[second] ?? '' }
  const choices = hasHeader ? names : [...unique(header.filter((name) => name !== '')), ...names]
  return { names, choices, hasHeader, first, second, used }
}

const IMAGE_ROLES = ['image', 'caption'] as const
const PAIR_ROLES = ['english', 'vietnamese'] as const

interface Found {
  hasHeader: boolean
  places: readonly [number, number]
}

function findBothSides(header: readonly string[]): Found {
  const { english, vietnamese } = findPairColumns(header)
  if (english === undefined || vietnamese === undefined) return { hasHeader: false, places: [0, 1] }
  return { hasHeader: true, places: [header.indexOf(english), header.indexOf(vietnamese)] }
}

function findImageColumns(
  columns: readonly Column[],
  images: ImageFinder,
  header: readonly string[]
): Found {
  const isKnown = (names: readonly string[]) =>
    header.some((name) => names.includes(name.toLowerCase()))
  const named = isKnown(IMAGE_NAMES) && isKnown(CAPTION_NAMES)
  const all = columns.map(({ values }, index) => ({
    name: header[index] ?? '',
    values: named ? values : [header[index] ?? '', ...values]
  }))
  const first = findImageColumn(all, images)
  if (first < 0) return { hasHeader: false, places: [0, 1] }
  const title = withoutNumber(header[first] ?? '')
  const hasHeader = named || (images.find(title) === null && !IMAGE_NAME.test(title))
  const second = findCaptionColumn(hasHeader ? columns : withoutNames(all), [first])
  return { hasHeader, places: [first, second] }
}

const withoutNames = (columns: readonly Column[]): Column[] =>
  columns.map(({ values }) => ({ name: '', values }))

/** Whether the table's header says that it holds sentence pairs. */
export function isPairHeader(row: readonly string[]): boolean {
  const lower = row.map((name) => name.trim().toLowerCase())
  return PAIR_NAMES.every((names) => lower.some((name) => names.includes(name)))
}

function placeOf(name: string, header: readonly string[], path: string) {
  const place = header.indexOf(name)
  if (place >= 0) return { place, byName: true }
  const number = Number(name)
  if (Number.isInteger(number) && number >= 1 && number <= header.length) {
    return { place: number - 1, byName: false }
  }
  throw new AppError('import.no-column', { path, column: name, found: header.join(', ') })
}

/** Column names with a number behind those that stand twice. */
function unique(names: readonly string[]): string[] {
  const times = new Map<string, number>()
  return names.map((name) => {
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    return before === 0 ? name : `${name} (${before + 1})`
  })
}
