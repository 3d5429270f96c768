import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { IMAGE_NAME } from '../../../shared/image-name'
import { AppError } from '../../../shared/errors'
import { openRegular } from '../../base/files/regular-file'
import { walkFiles } from '../../base/files/walk-files'

/** Formats of data sets that come in several files, by the names of these. */
const SHARDS = {
  parquet: /\.parquet$/i,
  webdataset: /\.(tar|tgz|tar\.gz)$/i
} as const
export type ShardFormat = keyof typeof SHARDS

/** The format of a file that has the name or the content of a shard. Throws as `openRegular`. */
export async function shardFormatOf(path: string): Promise<ShardFormat | null> {
  const named = (Object.keys(SHARDS) as ShardFormat[]).find((format) => SHARDS[format].test(path))
  if (named) return named
  const file = await openRegular(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(TAR_MARK + 5), 0, TAR_MARK + 5, 0)
    const text = buffer.toString('latin1')
    if (text.startsWith('PAR1')) return 'parquet'
    return text.startsWith('ustar', TAR_MARK) ? 'webdataset' : null
  } finally {
    await file.close()
  }
}

/** Where the header of a tar archive says that it is one. */
const TAR_MARK = 257

/** A file of a data set: its path, and its name inside the folder that was chosen. */
export interface Shard {
  path: string
  name: string
}

/**
 * The shards of a file or folder, sorted by their names: the file itself, or those in the folder.
 * Throws `import.wrong-shape` for a folder without any.
 */
export async function findShards(
  path: string,
  format: ShardFormat,
  signal?: AbortSignal
): Promise<Shard[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, name: basename(path) }]
  const names: string[] = []
  for await (const { name, error } of walkFiles(path, true, SHARDS[format], signal)) {
    if (error) throw error
    names.push(name)
  }
  if (names.length === 0) throw new AppError('import.wrong-shape', { path, format })
  return names.sort().map((name) => ({ path: join(path, name), name }))
}

/**
 * The format of a folder that holds shards and no images beside them, as one that the hub gives does;
 * null for any other.
 */
export async function findShardFolder(
  path: string,
  signal?: AbortSignal
): Promise<ShardFormat | null> {
  const wanted = new RegExp(
    [IMAGE_NAME, ...Object.values(SHARDS)].map(({ source }) => source).join('|'),
    'i'
  )
  let found: ShardFormat | null = null
  for await (const { name, error } of walkFiles(path, true, wanted, signal)) {
    if (error) continue
    if (IMAGE_NAME.test(name)) return null
    found ??= SHARDS.parquet.test(name) ? 'parquet' : 'webdataset'
  }
  return found
}
