import { basename } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { ParquetReader } from '../read/parquet-reader'
import type { ParquetColumn } from '../read/parquet-file'
import type { ReadSource } from '../read/read-source'
import type { ImportEvents } from './events'
import type { Opened, Opening } from './opening'
import { findParquetRoles, type ParquetRoles } from './parquet-columns'
import { toEvents } from './parquet-rows'
import { findShards, type Shard } from '../shards'
import { splitOfName } from './split-name'
import { takenShards } from './taken-shards'

/** Rows that are handed on together: images come with their files. */
const BATCH = 32

/**
 * Parquet files, such as the hub keeps data sets in: images as files inside, or by their names, with
 * one caption or several in one column or in several; or sentence pairs, one column a language.
 * Further columns are kept. The split is that of a column `split`, or else the one that the name of
 * a file or a folder says. A row group is held at a time. `pairs` are read where they are asked for,
 * also where there are images. Throws `import.bad-parquet`, `import.no-column`, `import.wrong-shape`,
 * or as `openRegular`.
 */
export async function openParquet(opening: Opening, { pairs = false } = {}): Promise<Opened> {
  const { look, columns, signal } = opening
  const shards = await findShards(look.path, 'parquet', signal)
  const path = shards[0]?.path ?? look.path
  const reader = new ParquetReader()
  try {
    const shape = await reader.look(path)
    const roles = findParquetRoles(shape.columns, columns, { pairs, path })
    const source = { bytesRead: 0, bytes: shape.bytes, encoding: null }
    const events = readFiles({ shards, source, roles, labels: shape.columns, signal })
    return { kind: roles.kind, sources: [source], events }
  } finally {
    await reader.close()
  }
}

interface Reading {
  /** Files of one layout, in their order. */
  shards: readonly Shard[]
  source: ReadSource
  roles: ParquetRoles
  labels: readonly ParquetColumn[]
  signal: AbortSignal | undefined
}

async function* readFiles({ shards, source, roles, labels, signal }: Reading): ImportEvents {
  const reader = new ParquetReader()
  const used = usedIn(roles)
  // Files are not kept beside a record, and for pairs not even read.
  const others = labels.filter(
    (one) => !used.includes(one) && !['bytes', 'image'].includes(one.kind)
  )
  const columns = [...new Set([...used, ...others].map(({ path }) => path[0] ?? ''))]
  yield [
    ...takenShards(shards),
    {
      type: 'columns',
      names: labels.map(({ label }) => label),
      used: wordsOf(roles),
      others: []
    }
  ]
  try {
    for (const shard of shards) {
      const { path, name } = shard
      const shape = await reader.look(path)
      if (shard !== shards[0]) source.bytes += shape.bytes
      const had = new Set(shape.columns.map(({ path: [name] }) => name))
      const there = columns.filter((name) => had.has(name))
      const before = shards.length > 1 ? `${basename(path)}: ` : ''
      const split = splitOfName(name)
      let row = 0
      for (const [group, { bytes }] of shape.groups.entries()) {
        const rows = await reader.group(path, group, there)
        for (let from = 0; from < rows.length; from += BATCH) {
          if (signal?.aborted) throw new AppError('engine.cancelled')
          yield rows.slice(from, from + BATCH).flatMap((values) => {
            row += 1
            return toEvents(values, `${before}row ${row}`, {
              roles,
              others,
              file: path,
              split,
              row
            })
          })
        }
        source.bytesRead = Math.min(source.bytes, source.bytesRead + bytes)
      }
    }
  } finally {
    await reader.close()
  }
}

const usedIn = (roles: ParquetRoles): ParquetColumn[] =>
  roles.kind === 'images' ? [roles.image, ...roles.captions] : [roles.english, roles.vietnamese]

const wordsOf = (roles: ParquetRoles): Record<string, string> =>
  roles.kind === 'pairs'
    ? { english: roles.english.label, vietnamese: roles.vietnamese.label }
    : {
        image: roles.image.label,
        ...(roles.captions[0] && { caption: roles.captions[0].label })
      }
