import { isUtf8 } from 'node:buffer'
import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer
} from 'hyparquet'
import type { FileMetaData, SchemaTree } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { AppError } from '../../../../shared/errors'
import { openRegular } from '../../../base/files/regular-file'

/** What a column of a parquet file holds, as far as an import cares. */
export type ParquetKind = 'text' | 'texts' | 'bytes' | 'image' | 'other'

/** A column, or a member of one that has members. */
export interface ParquetColumn {
  /** Its name, or `translation.vi` for a member. */
  label: string
  path: string[]
  kind: ParquetKind
}

export interface ParquetShape {
  columns: ParquetColumn[]
  /** Rows and bytes of each row group, which are read one at a time. */
  groups: { rows: number; bytes: number }[]
  /** Bytes of the whole file. */
  bytes: number
}

export type ParquetRow = Readonly<Record<string, unknown>>

/** Rows and bytes of one row group; writers make them far smaller. */
const MAX_ROWS = 5_000_000
const MAX_BYTES = 2 ** 31
/** Bytes of the description at the end of a file. */
const MAX_FOOTER = 2 ** 28

/** What a parquet file holds. Throws `import.bad-parquet`, or as `openRegular`. */
export const lookAtParquet = (path: string): Promise<ParquetShape> =>
  withFile(path, async (file) => {
    const metadata = await parquetMetadataAsync(file)
    return {
      columns: parquetSchema(metadata).children.flatMap((node) => columnsOf(node)),
      groups: metadata.row_groups.map(sizeOf),
      bytes: file.byteLength
    }
  })

/**
 * The rows of one row group with the columns that are named; a text that is not in UTF-8 as its
 * bytes. Throws as {@link lookAtParquet}.
 */
export const readParquetGroup = (
  path: string,
  group: number,
  columns: string[]
): Promise<ParquetRow[]> =>
  withFile(path, async (file) => {
    const metadata = await parquetMetadataAsync(file)
    const sizes = metadata.row_groups.map(sizeOf)
    const rowStart = sizes.slice(0, group).reduce((sum, { rows }) => sum + rows, 0)
    const { rows = 0, bytes = 0 } = sizes[group] ?? {}
    if (rows > MAX_ROWS || bytes > MAX_BYTES) {
      throw new Error(
        `row group ${group + 1} has ${rows} rows and ${bytes} bytes, which is too many`
      )
    }
    const rowEnd = rowStart + rows
    // Texts that are not marked as such stay bytes, as images are.
    const given = { file, metadata, compressors, columns, rowStart, rowEnd, utf8: false, parsers }
    return parquetReadObjects(given)
  })

/** A text that is not in UTF-8 stays bytes, so that nobody takes it for what it is not. */
const parsers = {
  stringFromBytes: (bytes: Uint8Array | undefined) =>
    bytes && isUtf8(bytes) ? Buffer.from(bytes).toString() : bytes
}

const sizeOf = ({ num_rows, total_byte_size }: FileMetaData['row_groups'][number]) => ({
  rows: Number(num_rows),
  bytes: Number(total_byte_size)
})

async function withFile<T>(path: string, work: (file: AsyncBuffer) => Promise<T>): Promise<T> {
  const handle = await openRegular(path)
  try {
    const { size } = await handle.stat()
    return await work({
      byteLength: size,
      async slice(start, end = size) {
        const length = end - start
        if (start < 0 || length < 0 || end > size) throw new RangeError('it is truncated')
        if (start > 0 && end === size && length > MAX_FOOTER)
          throw new RangeError('its footer is too long')
        const buffer = new Uint8Array(length)
        const { bytesRead } = await handle.read(buffer, 0, length, start)
        if (bytesRead < length) throw new RangeError('it is truncated')
        return buffer.buffer
      }
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('import.bad-parquet', { path, detail }, { cause: error })
  } finally {
    await handle.close()
  }
}

function columnsOf(node: SchemaTree, above: readonly string[] = []): ParquetColumn[] {
  const path = [...above, node.element.name]
  const kind = kindOf(node)
  // Members of a list's members are rows of their own kind, and of no use here.
  const isList = kind === 'texts' || isListNode(node)
  if (kind === 'other' && node.children.length > 0 && !isList && above.length < 3) {
    return node.children.flatMap((child) => columnsOf(child, path))
  }
  return [{ label: path.join('.'), path, kind }]
}

const isListNode = ({ element }: SchemaTree): boolean =>
  element.converted_type === 'LIST' || element.logical_type?.type === 'LIST'

function kindOf(node: SchemaTree): ParquetKind {
  const { element, children } = node
  if (children.length === 0) {
    if (element.type !== 'BYTE_ARRAY') return 'other'
    const isText =
      element.converted_type === 'UTF8' ||
      element.converted_type === 'ENUM' ||
      element.logical_type?.type === 'STRING'
    if (element.repetition_type === 'REPEATED') return isText ? 'texts' : 'other'
    return isText ? 'text' : element.converted_type || element.logical_type ? 'other' : 'bytes'
  }
  if (isListNode(node)) {
    const repeated = children[0]
    const inner = repeated?.children.length === 1 ? repeated.children[0] : repeated
    return inner && ['text', 'texts'].includes(kindOf(inner)) ? 'texts' : 'other'
  }
  // How the hub keeps an image: its file, and the name that it had.
  const names = children.map((child) => child.element.name)
  return names.length === 2 && names.includes('bytes') && names.includes('path') ? 'image' : 'other'
}
