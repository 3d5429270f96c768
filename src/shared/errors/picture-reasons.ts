/** Why a picture cannot be read: the `detail` of `picture.unreadable` in English, and in Vietnamese. */
export const pictureReasons = {
  format: {
    en: 'it is not a JPEG, PNG, WebP, GIF, TIFF or AVIF picture',
    vi: 'tệp không phải ảnh JPEG, PNG, WebP, GIF, TIFF hay AVIF'
  },
  missing: {
    en: 'the file is not there or may not be read',
    vi: 'tệp không có ở đó hoặc không được phép đọc'
  },
  pixels: {
    en: 'it has more than 200 million pixels',
    vi: 'ảnh có hơn 200 triệu điểm ảnh'
  },
  damaged: {
    en: 'the file is damaged or cut short',
    vi: 'tệp bị hỏng hoặc bị cắt ngang'
  }
} as const

/** `detail` in Vietnamese where it is one of the reasons, else as it is. */
export const reasonInVietnamese = (detail: string): string =>
  Object.values(pictureReasons).find(({ en }) => en === detail)?.vi ?? detail
