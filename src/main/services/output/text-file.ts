import type { Stats } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { AppError } from '../../../shared/errors'
import { fileError, isMissing } from '../../base/files/file-error'
import { statRegular, readBytes } from '../../base/files/regular-file'
import { replaceFile } from '../../base/files/replace-file'
import { decodeText, type Encoding } from '../import/read/encoding'

/** Bytes that a text next to an image may have. */
const BESIDE_BYTES = 2 ** 24

/** A text file that is there. */
export interface FoundFile {
  /** Where its links lead. */
  path: string
  stats: Stats
}

/** What a text file holds, and how: as an import reads it. */
export interface FileText {
  /** Without a byte order mark. */
  text: string
  encoding: Encoding
  /** The first line end in it; a line feed where it has none. */
  lineEnd: string
}

/** How a new text file is written. */
export const plainText: Omit<FileText, 'text'> = {
  encoding: { name: 'utf-8', mark: 0 },
  lineEnd: '\n'
}

/** The text file at `path`; null where there is none. Throws as `openRegular`. */
export async function findTextFile(path: string): Promise<FoundFile | null> {
  try {
    const stats = await statRegular(path)
    return { path: await realpath(path), stats }
  } catch (error) {
    if (isMissing(error)) return null
    throw fileError(path, error)
  }
}

/**
 * Reads a text file of at most `most` bytes by the rules of an import: UTF-8 or UTF-16. Throws
 * `file.not-text` for anything else, which would be destroyed if it were written back, and as
 * `readBytes`.
 */
export async function readTextFile({ path }: FoundFile, most = BESIDE_BYTES): Promise<FileText> {
  const decoded = decodeText(await readBytes(path, most))
  if (!decoded) throw new AppError('file.not-text', { path })
  return { ...decoded, lineEnd: /\r\n|\n|\r/.exec(decoded.text)?.[0] ?? plainText.lineEnd }
}

/**
 * Writes a text in an encoding, with a byte order mark where that has one. A file that is there is
 * replaced as a whole and keeps its mode. Throws `file.unwritable`.
 */
export const writeTextFile = (
  path: string,
  text: string,
  { name, mark }: Encoding,
  found: FoundFile | null
): Promise<void> =>
  replaceFile(found?.path ?? path, async (file) => {
    if (found) {
      const { uid, gid, mode } = found.stats
      // Root keeps the owner; others cannot, and own what they write.
      await file.chown(uid, gid).catch(() => undefined)
      await file.chmod(mode & 0o7777)
    }
    await file.writeFile(encode(mark > 0 ? `\ufeff${text}` : text, name))
  })

function encode(text: string, name: Encoding['name']): Buffer {
  if (name === 'utf-8') return Buffer.from(text, 'utf8')
  const bytes = Buffer.from(text, 'utf16le')
  return name === 'utf-16be' ? bytes.swap16() : bytes
}
