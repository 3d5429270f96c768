import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { IMAGE_NAME } from '../../../shared/image-name'
import { checkAllowed } from '../../base/files/allowed-roots'
import { fileError } from '../../base/files/file-error'
import { lookAtJson, type JsonLook } from './read/json-look'
import { TextSource } from './read/text-source'
import { findShardFolder, shardFormatOf, type ShardFormat } from './shards'

/** What is looked at to tell the format of an input. */
export interface Look {
  path: string
  /** The file's name in lower case, and its ending with the dot. */
  name: string
  ending: string
  isFolder: boolean
  /** The format of the data set's files that it is or holds, by their names or content. */
  shards: ShardFormat | null
  /** Names in the folder and in the folders right in it, with forward slashes. */
  names: string[]
  /** How the text of the file begins; '' for a folder and for what holds no text. */
  text: string
  json: JsonLook | null
}

/**
 * Characters in which a file has to say something; a record of JSON may have more, as one that holds
 * its image has. Names that are looked through in a folder.
 */
const BEGINNING = 2 ** 18
const LONGEST_RECORD = 2 ** 24
const MAX_NAMES = 20_000

/** Files that hold no text; a zip is looked into. */
const BINARY = /\.(safetensors|pth?|parquet|tar|tgz|gz|7z|rar|xlsx?|db|sqlite)$/i

/**
 * Looks at a file or folder. Throws `file.not-found`, `file.unreadable` or `file.outside-roots`, and
 * for a text as {@link TextSource}.
 */
export async function lookAt(path: string, signal?: AbortSignal): Promise<Look> {
  // A link in an allowed folder may lead out of it.
  await checkAllowed(path)
  const name = basename(path).toLowerCase()
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(path, error)
  })
  const isFolder = found.isDirectory()
  const shards = isFolder ? await findShardFolder(path, signal) : await shardFormatOf(path)
  const look = { path, name, ending: extname(name), isFolder, shards, names: [], text: '' }
  if (isFolder) return { ...look, names: await namesIn(path), json: null }
  if (shards !== null || BINARY.test(name)) return { ...look, json: null }
  for (let most = BEGINNING; ; most *= 8) {
    const text = await beginningOf(path, most, signal)
    const json = /^\s*[[{/]/.test(text) ? lookAtJson(text) : null
    // An image in the first record leaves no room for the rest of it.
    const isCut = json?.records.length === 0 && text.length >= most && text.includes(';base64,')
    if (!isCut || most >= LONGEST_RECORD) return { ...look, text, json }
  }
}

async function beginningOf(
  path: string,
  most: number,
  signal: AbortSignal | undefined
): Promise<string> {
  let text = ''
  for await (const chunk of new TextSource(path, signal).chunks()) {
    // Blanks before it are nothing to hold.
    text = text === '' ? chunk.trimStart() : text + chunk
    if (text.length >= most) break
  }
  return text
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder)
  // Captions are not missed behind any number of images.
  const names = entries
    .map(({ name }) => name)
    .sort((a, b) => Number(IMAGE_NAME.test(a)) - Number(IMAGE_NAME.test(b)))
    .slice(0, MAX_NAMES)
  for (const entry of entries) {
    if (names.length >= MAX_NAMES) break
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    const inside = await entriesOf(join(folder, entry.name)).catch(() => [])
    for (const { name } of inside.slice(0, MAX_NAMES)) names.push(`${entry.name}/${name}`)
  }
  return names
}

async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw fileError(folder, error)
  }
}
