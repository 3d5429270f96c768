import { isUtf8 } from 'node:buffer'
import { basename } from 'node:path'
import type { Split } from '../../../../shared/domain'
import { wholeNumber } from '../../../base/exact-json'
import type { ParquetColumn, ParquetRow } from '../read/parquet-file'
import { skip, withoutRepeats, type Extra, type ImportEvent, type SkipEvent } from './events'
import { nameInside } from './name-inside'
import type { ParquetRoles } from './parquet-columns'
import { splitOfName } from './split-name'

/** Where a row stands, and what its columns are. */
interface Row {
  roles: ParquetRoles
  others: readonly ParquetColumn[]
  file: string
  /** The split of the whole file. */
  split: Split | null
  row: number
}

/**
 * A row of a parquet file as an image with its captions, or as pairs. A text that is not in UTF-8
 * costs itself, or its pair, and is named.
 */
export function toEvents(values: ParquetRow, where: string, row: Row): ImportEvent[] {
  const { roles, others } = row
  const ofRow = splitIn(values, roles)
  // A split that is understood is no further field of the row.
  const kept = ofRow === null ? others : others.filter((one) => one !== ofRow.column)
  const broken = kept
    .filter(({ kind }) => kind === 'text' || kind === 'texts')
    .flatMap((column) => brokenIn(values, column, where))
  const extra = extraOf(values, kept)
  const events =
    roles.kind === 'pairs'
      ? toPairs(values, where, { roles, extra })
      : toImage(values, where, { ...row, roles, extra, split: ofRow?.split ?? row.split })
  return [...events, ...broken]
}

function toPairs(
  values: ParquetRow,
  where: string,
  { roles, extra }: { roles: ParquetRoles & { kind: 'pairs' }; extra: Extra | null }
): ImportEvent[] {
  const english = textsIn(at(values, roles.english))
  const vietnamese = textsIn(at(values, roles.vietnamese))
  if (english.length !== vietnamese.length) {
    return [skip('pair-uneven', where, english.map(shown).join(' '))]
  }
  return english.map((text, index) => {
    const other = vietnamese[index] ?? ''
    if (typeof text !== 'string') return notUtf8(text, where, roles.english)
    if (typeof other !== 'string') return notUtf8(other, where, roles.vietnamese)
    return { type: 'pair', english: text, vietnamese: other, extra, where }
  })
}

function toImage(
  values: ParquetRow,
  where: string,
  {
    roles,
    extra,
    split,
    file,
    row
  }: Row & { roles: ParquetRoles & { kind: 'images' }; extra: Extra | null }
): ImportEvent[] {
  const broken = roles.captions.flatMap((column) => brokenIn(values, column, where))
  const texts = roles.captions
    .flatMap((column) => textsIn(at(values, column)))
    .filter((text) => typeof text === 'string')
  if (broken.length > 0 && texts.length === 0) return broken
  const { content, name } = imageIn(at(values, roles.image))
  const fallback = `${basename(file, '.parquet')}-${String(row).padStart(6, '0')}`
  if (content === null && name === null)
    return [skip('field-missing', where, texts[0] ?? '', { field: roles.image.label }), ...broken]
  const further = withoutRepeats(extra, texts)
  // One caption a row has what else the row says; several have it at their image.
  const beside = texts.length === 1
  return [
    {
      type: 'image',
      name: content === null ? (name ?? '') : nameInside(name, content, fallback),
      captions: texts.map((text) => ({ text, extra: beside ? further : null })),
      extra: beside ? null : further,
      key: null,
      where,
      ...(split && { split }),
      ...(content && { content })
    },
    ...broken
  ]
}

function splitIn(
  values: ParquetRow,
  roles: ParquetRoles
): { split: Split; column: ParquetColumn } | null {
  if (roles.kind !== 'images' || roles.split === null) return null
  const split = splitOfName(textOf(at(values, roles.split)))
  return split && { split, column: roles.split }
}

const at = (row: ParquetRow, { path }: ParquetColumn): unknown =>
  path.reduce<unknown>((value, name) => (isTable(value) ? value[name] : undefined), row)

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function imageIn(value: unknown): { content: Uint8Array | null; name: string | null } {
  if (value instanceof Uint8Array) return { content: value, name: null }
  if (typeof value === 'string') return { content: null, name: value }
  if (!isTable(value)) return { content: null, name: null }
  const { bytes, path } = value
  const name = textOf(path)
  return { content: bytes instanceof Uint8Array ? bytes : null, name: name === '' ? null : name }
}

/**
 * A text, or its bytes where they are not in UTF-8. Texts that a writer has not marked as such come
 * as bytes too.
 */
function textIn(value: unknown): string | Uint8Array {
  if (!(value instanceof Uint8Array)) return typeof value === 'string' ? value : ''
  return isUtf8(value) ? Buffer.from(value).toString() : value
}

const textsIn = (value: unknown): (string | Uint8Array)[] =>
  Array.isArray(value) ? value.map(textIn) : [textIn(value)].filter((text) => text !== '')

/** A name or a split that is not in UTF-8 is none. */
function textOf(value: unknown): string {
  const text = textIn(value)
  return typeof text === 'string' ? text : ''
}

/** The texts of a column that are not in UTF-8. */
const brokenIn = (values: ParquetRow, column: ParquetColumn, where: string): SkipEvent[] =>
  textsIn(at(values, column))
    .filter((text) => typeof text !== 'string')
    .map((bytes) => notUtf8(bytes, where, column))

const notUtf8 = (bytes: Uint8Array, where: string, { label }: ParquetColumn): SkipEvent =>
  skip('text-unreadable', where, shown(bytes), { field: label })

/** A text for a message. */
const shown = (text: string | Uint8Array): string =>
  typeof text === 'string' ? text : Buffer.from(text).toString()

/** What else a row says, as JSON takes it. */
function extraOf(row: ParquetRow, others: readonly ParquetColumn[]): Extra | null {
  const fields = others.flatMap((column) => {
    const value = plain(at(row, column))
    return value === undefined || value === null ? [] : [[column.label, value] as const]
  })
  return fields.length > 0 ? Object.fromEntries(fields) : null
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return wholeNumber(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return undefined
  if (Array.isArray(value)) return value.map((one) => plain(one) ?? null)
  if (!isTable(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const member = plain(one)
      return member === undefined ? [] : [[name, member]]
    })
  )
}
