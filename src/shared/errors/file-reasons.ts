import type { ErrorText } from './table'

/** Why a file operation failed: the `detail` of its error in English, and in Vietnamese. */
export const fileReasons = {
  permission: { en: 'permission denied', vi: 'không có quyền truy cập' },
  folder: { en: 'it is a folder', vi: 'đó là một thư mục' },
  file: { en: 'it is a file', vi: 'đó là một tệp' },
  device: { en: 'it is a disk or a socket', vi: 'đó là ổ đĩa hoặc socket' },
  noFolder: { en: 'its folder does not exist', vi: 'thư mục chứa nó không tồn tại' },
  full: { en: 'the disk is full', vi: 'ổ đĩa đã đầy' },
  quota: { en: 'the disk quota is used up', vi: 'đã hết hạn mức dung lượng ổ đĩa' },
  tooLarge: {
    en: 'the file would exceed the allowed size',
    vi: 'tệp sẽ vượt quá kích thước cho phép'
  },
  readOnly: { en: 'the disk is read-only', vi: 'ổ đĩa chỉ cho phép đọc' },
  longName: { en: 'the name is too long for this disk', vi: 'tên quá dài đối với ổ đĩa này' },
  circle: { en: 'its links form a loop', vi: 'các liên kết của nó trỏ vòng tròn' }
} as const

/** The reason for each of the system's codes. */
const reasonOf: Readonly<Record<string, ErrorText>> = {
  EACCES: fileReasons.permission,
  EPERM: fileReasons.permission,
  EISDIR: fileReasons.folder,
  ENOENT: fileReasons.noFolder,
  ENOTDIR: fileReasons.noFolder,
  ENOSPC: fileReasons.full,
  EDQUOT: fileReasons.quota,
  EFBIG: fileReasons.tooLarge,
  EROFS: fileReasons.readOnly,
  ENAMETOOLONG: fileReasons.longName,
  ELOOP: fileReasons.circle
}

/** Codes that nothing but a disk that takes no more gives, whatever was to be written. */
const UNWRITABLE: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']

export const fileReason = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : reasonOf[code]?.en

/** What a full or read-only disk made fail, or null for any other error. */
export function unwritableDisk(error: unknown): { path: string; detail: string } | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const code = String(error.code)
  if (!UNWRITABLE.includes(code)) return null
  const path = ['dest' in error ? error.dest : null, 'path' in error ? error.path : null].find(
    (place) => typeof place === 'string'
  )
  return { path: typeof path === 'string' ? path : '', detail: fileReason(code) ?? code }
}

/** `detail` in Vietnamese where it is one of the reasons, else as it is. */
export const fileReasonInVietnamese = (detail: string): string =>
  Object.values(fileReasons).find(({ en }) => en === detail)?.vi ?? detail
