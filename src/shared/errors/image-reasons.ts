import { fileReasons } from './file-reasons'

/** Why an image cannot be read: the `detail` of `image.unreadable` in English, and in Vietnamese. */
export const imageReasons = {
  format: {
    en: 'it is not a JPEG, PNG, WebP, GIF, TIFF, AVIF or BMP image',
    vi: 'tệp không phải ảnh JPEG, PNG, WebP, GIF, TIFF, AVIF hay BMP'
  },
  heic: {
    en: 'HEIC is not supported here; convert it to JPEG or PNG',
    vi: 'không hỗ trợ HEIC ở đây; hãy chuyển sang JPEG hoặc PNG'
  },
  jxl: {
    en: 'JPEG XL is not supported here; convert it to JPEG or PNG',
    vi: 'không hỗ trợ JPEG XL ở đây; hãy chuyển sang JPEG hoặc PNG'
  },
  jp2: {
    en: 'JPEG 2000 is not supported here; convert it to JPEG or PNG',
    vi: 'không hỗ trợ JPEG 2000 ở đây; hãy chuyển sang JPEG hoặc PNG'
  },
  psd: {
    en: 'Photoshop (PSD) is not supported here; convert it to JPEG or PNG',
    vi: 'không hỗ trợ Photoshop (PSD) ở đây; hãy chuyển sang JPEG hoặc PNG'
  },
  svg: {
    en: 'SVG is not supported here; convert it to JPEG or PNG',
    vi: 'không hỗ trợ SVG ở đây; hãy chuyển sang JPEG hoặc PNG'
  },
  bitmap: {
    en: 'this kind of BMP is not supported; save it as PNG',
    vi: 'không hỗ trợ loại BMP này; hãy lưu lại dạng PNG'
  },
  missing: {
    en: 'the file is missing or cannot be read',
    vi: 'tệp bị thiếu hoặc không đọc được'
  },
  notFile: {
    en: 'it is a folder, a pipe or a device, not a file',
    vi: 'đó là thư mục, đường ống hoặc thiết bị, không phải tệp'
  },
  pixels: {
    en: 'it has more than 200 million pixels',
    vi: 'ảnh có hơn 200 triệu điểm ảnh'
  },
  damaged: {
    en: 'the file is damaged or truncated',
    vi: 'tệp bị hỏng hoặc bị cắt ngang'
  },
  deadly: {
    en: 'the program that decodes images stopped while reading it',
    vi: 'chương trình giải mã ảnh đã dừng khi đọc tệp này'
  }
} as const

/** `detail` in Vietnamese where it is one of the reasons, else as it is. */
export const reasonInVietnamese = (detail: string): string =>
  [...Object.values(imageReasons), ...Object.values(fileReasons)].find(({ en }) => en === detail)
    ?.vi ?? detail
