import { AppError } from '../../../../shared/errors'

/**
 * The text of a file in UTF-8, without a byte order mark. Throws `import.empty` or
 * `import.not-utf8`, naming `path`.
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  if (bytes.length === 0) throw new AppError('import.empty', { path })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('import.not-utf8', { path }, { cause: error })
  }
}
