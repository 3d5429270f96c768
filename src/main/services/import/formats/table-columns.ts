import type { ImportColumns } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'

/** Which columns of a table are read. */
export interface TableColumns {
  names: string[]
  /** What a column may be asked for by: its name, or what stands where its name would. */
  choices: string[]
  hasHeader: boolean
  /** Places of the picture and the caption, or of the English and the Vietnamese side. */
  first: number
  second: number
  used: Record<string, string>
}

/** Header names of the columns that are read, in lower case. */
const HEADERS = {
  images: [
    ['image', 'id', 'file', 'filename', 'file_name', 'name', 'path'],
    ['caption', 'captions', 'text', 'sentence']
  ],
  pairs: [
    ['english', 'en', 'source', 'src'],
    ['vietnamese', 'vi', 'target', 'tgt']
  ]
} as const

/**
 * The two columns that are read: those that `wanted` names, by header or by number from 1; else
 * those that the header row names; else the first two, and the row is no header. Throws
 * `import.no-column`, naming the column.
 */
export function findColumns(
  row: readonly string[],
  wanted: ImportColumns,
  kind: 'images' | 'pairs',
  path: string
): TableColumns {
  const header = row.map((name) => name.trim())
  const lower = header.map((name) => name.toLowerCase())
  const [role1, role2] =
    kind === 'pairs' ? (['english', 'vietnamese'] as const) : (['image', 'caption'] as const)
  const known = HEADERS[kind].map((names) =>
    lower.findIndex((name) => (names as readonly string[]).includes(name))
  )
  const asked = [wanted[role1], wanted[role2]].map((name) =>
    name === undefined ? null : placeOf(name, header, path)
  )
  const byName = asked.some((place) => place?.byName)
  const hasHeader = byName || known.every((place) => place >= 0)
  const found = (index: 0 | 1): number => {
    const usual = hasHeader ? (known[index] ?? -1) : index
    return asked[index]?.place ?? usual
  }
  // Where one column was named and the other is not called as usual, it is the first that is left.
  const free = (other: number): number => (other === 0 ? 1 : 0)
  const first = found(0) >= 0 ? found(0) : free(found(1))
  const second = found(1) >= 0 ? found(1) : free(first)
  if (header.length < 2) {
    throw new AppError('import.no-column', { path, column: role2, found: header.join(', ') })
  }
  const names = hasHeader ? unique(header) : header.map((_, index) => `column ${index + 1}`)
  const used = { [role1]: names[first] ?? '', [role2]: names[second] ?? '' }
  const choices = hasHeader ? names : [...unique(header.filter((name) => name !== '')), ...names]
  return { names, choices, hasHeader, first, second, used }
}

/** Whether the table's header says that it holds sentence pairs. */
export function isPairHeader(row: readonly string[]): boolean {
  const lower = row.map((name) => name.trim().toLowerCase())
  return HEADERS.pairs.every((names) =>
    lower.some((name) => (names as readonly string[]).includes(name))
  )
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
