import type { SkippedRecord, SkipReason } from '../domain'
import type { Locale } from './locale'

/** Why a record of an import was skipped, and what helps. */
const skipReasons: Readonly<Record<SkipReason, Record<Locale, string>>> = {
  'image-missing': {
    en: 'the image was not found; choose the image folder',
    vi: 'không tìm thấy ảnh; hãy chọn thư mục ảnh'
  },
  'image-unreadable': {
    en: 'the image cannot be read; get a new copy of the file',
    vi: 'không đọc được ảnh; hãy lấy lại tệp ảnh'
  },
  'id-invalid': {
    en: 'the id is not a valid file name',
    vi: 'id không phải tên tệp hợp lệ'
  },
  'id-outside-folder': {
    en: 'the id points outside the image folder',
    vi: 'id trỏ ra ngoài thư mục ảnh'
  },
  'record-malformed': {
    en: 'the record does not have this format',
    vi: 'bản ghi không thuộc định dạng này'
  },
  'field-missing': {
    en: 'the record does not have this field; choose another format or other columns',
    vi: 'bản ghi thiếu trường này; hãy chọn định dạng hoặc cột khác'
  },
  'field-wrong': {
    en: 'the field has a value of the wrong type',
    vi: 'trường này có giá trị sai kiểu'
  },
  'caption-empty': { en: 'the caption is empty', vi: 'chú thích trống' },
  'text-broken': {
    en: 'the text contains a NUL or an incomplete character; type it again',
    vi: 'văn bản có ký tự NUL hoặc ký tự không trọn vẹn; hãy gõ lại'
  },
  'pair-side-empty': {
    en: 'one side of the pair is empty',
    vi: 'một phía của cặp câu bị trống'
  },
  'pair-uneven': {
    en: 'the two sides have different numbers of sentences',
    vi: 'hai phía có số câu khác nhau'
  },
  'line-malformed': {
    en: 'the line does not have the same columns as the first line',
    vi: 'dòng không có cùng các cột như dòng đầu'
  },
  'annotation-orphan': {
    en: 'the annotation does not belong to an image',
    vi: 'chú thích không thuộc ảnh nào'
  },
  'id-duplicate': { en: 'the id occurs twice', vi: 'id bị lặp lại' },
  'record-too-long': { en: 'the record is too long', vi: 'bản ghi quá dài' },
  'captions-too-many': {
    en: 'the image has too many captions',
    vi: 'ảnh có quá nhiều chú thích'
  },
  'text-without-image': {
    en: 'the text file belongs to no image',
    vi: 'tệp văn bản không thuộc ảnh nào'
  },
  'text-unreadable': {
    en: 'the text is not in UTF-8 or UTF-16; save it as UTF-8',
    vi: 'văn bản không thuộc dạng UTF-8 hay UTF-16; hãy lưu lại dạng UTF-8'
  },
  'link-outside': {
    en: 'the link leads out of the folders that this workbench may read',
    vi: 'liên kết dẫn ra ngoài các thư mục mà chương trình được phép đọc'
  },
  'text-second': {
    en: 'another text file of this image was read; move this one elsewhere to import it on its own',
    vi: 'đã đọc một tệp văn bản khác của ảnh này; hãy chuyển tệp này sang chỗ khác nếu muốn nhập riêng'
  },
  'id-unknown': {
    en: 'no COCO file names the image of this id; choose the file with the images',
    vi: 'không có tệp COCO nào cho biết id này là ảnh nào; hãy chọn tệp có danh sách ảnh'
  },
  'folder-unreadable': {
    en: 'the folder cannot be read; check its permissions',
    vi: 'không đọc được thư mục; hãy kiểm tra quyền truy cập'
  },
  'embedding-unmatched': {
    en: 'the embedding does not match anything in the library',
    vi: 'vector nhúng không thuộc mục nào trong thư viện'
  },
  'embedding-not-finite': {
    en: 'the embedding contains NaN or infinite values',
    vi: 'vector nhúng có giá trị NaN hoặc vô hạn'
  },
  'embedding-malformed': {
    en: 'the embedding is malformed',
    vi: 'vector nhúng sai cấu trúc'
  },
  'json-value': {
    en: 'JSON does not allow this value (such as NaN); write a number, null or a quoted string',
    vi: 'JSON không có giá trị như vậy (NaN và tương tự); hãy ghi số, null hoặc văn bản trong ngoặc kép'
  },
  'json-comma': {
    en: 'a comma is missing or extra',
    vi: 'thiếu hoặc thừa dấu phẩy'
  },
  'json-comment': {
    en: 'JSON does not allow comments; remove the comment',
    vi: 'JSON không có chú giải; hãy bỏ đi'
  },
  'json-quotes': {
    en: 'names and strings in JSON need double quotes (")',
    vi: 'tên và văn bản trong JSON phải đặt trong ngoặc kép (")'
  },
  'json-control': {
    en: 'a string in JSON contains a line break or control character; escape it, for example as \\n',
    vi: 'chuỗi trong JSON có ký tự xuống dòng hoặc điều khiển; hãy ghi dạng thoát, ví dụ \\n'
  },
  'json-escape': {
    en: 'invalid escape after a backslash; write two backslashes',
    vi: 'dấu gạch chéo ngược đứng trước ký tự không hợp lệ trong JSON; hãy ghi hai dấu'
  },
  'json-cut': {
    en: 'the record is cut off; get a new copy of the file',
    vi: 'bản ghi bị cắt giữa chừng; hãy lấy lại tệp'
  },
  'json-more': {
    en: 'there is more text after the record; write one record per line',
    vi: 'sau bản ghi còn nội dung khác; hãy ghi mỗi dòng một bản ghi'
  },
  'json-deep': {
    en: 'the record has more than 1000 nested levels',
    vi: 'bản ghi có hơn 1000 cấp lồng nhau'
  }
}

const words = {
  en: { line: 'line', field: 'field' },
  vi: { line: 'dòng', field: 'trường' }
} as const

/** A skipped record as parameters of an error of one line; its id or text may hold anything. */
export const skippedParams = (record: SkippedRecord) => ({
  where: placeOf(record, 'en'),
  what: record.what.replace(/\p{Cc}+/gu, ' '),
  reason: record.reason,
  detail: record.detail === undefined ? '' : ` (${record.detail})`
})

/** A reason in words; anything else as it is. */
export const skipReasonText = (reason: string, locale: Locale): string =>
  Object.hasOwn(skipReasons, reason) ? skipReasons[reason as SkipReason][locale] : reason

/** Where a skipped record stands, such as `annotation 3, line 12, field area`. */
export function placeOf(
  { where, line, field }: Pick<SkippedRecord, 'where' | 'line' | 'field'>,
  locale: Locale
): string {
  return [
    where,
    ...(line === undefined ? [] : [`${words[locale].line} ${line}`]),
    ...(field === undefined ? [] : [`${words[locale].field} ${field}`])
  ].join(', ')
}
