import type { UploadFile } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'

/** Bytes of one name on common disks, and folders inside each other. */
const LONGEST_PART = 255
const DEEPEST = 20

/** Names of devices, with any ending, and signs that Windows does not have in names. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i
const NOT_ON_WINDOWS = /[<>:"|?*]|[. ]$/

/**
 * Throws `upload.bad-name` for a name that leads out of its folder or that the disk would not take as it
 * is, and `upload.same-name` for two that are one on a disk that tells neither case nor the
 * composition of accents apart, or of which one is a folder of the other.
 */
export function checkUploadNames(
  files: readonly Pick<UploadFile, 'name'>[],
  platform = process.platform
): void {
  const taken = new Map<string, { name: string; isFolder: boolean }>()
  for (const { name } of files) {
    if (!isSafeName(name, platform)) throw new AppError('upload.bad-name', { name })
    const parts = folded(name).split('/')
    for (let count = 1; count <= parts.length; count += 1) {
      const path = parts.slice(0, count).join('/')
      const isFolder = count < parts.length
      const other = taken.get(path)
      if (other && !(isFolder && other.isFolder)) {
        throw new AppError('upload.same-name', { name, other: other.name })
      }
      if (!other) taken.set(path, { name, isFolder })
    }
  }
}

/** Whether a path with forward slashes stays in its folder, and each of its parts is a plain name. */
export function isSafeName(name: string, platform = process.platform): boolean {
  const parts = name.split('/')
  return parts.length <= DEEPEST && parts.every((part) => isSafePart(part, platform))
}

function isSafePart(part: string, platform: NodeJS.Platform): boolean {
  if (part === '' || part === '.' || part === '..') return false
  if (/[\\\u0000-\u001f\u007f]/.test(part) || !part.isWellFormed()) return false
  if (Buffer.byteLength(part) > LONGEST_PART) return false
  return platform !== 'win32' || !(WINDOWS_DEVICE.test(part) || NOT_ON_WINDOWS.test(part))
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase()
