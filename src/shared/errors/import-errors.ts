/** Errors of import and export as a whole; single records are reported as skipped instead. */
export const importErrors = {
  'file.not-found': {
    en: 'There is no file or folder {path}. Check the path.',
    vi: 'Không có tệp hoặc thư mục {path}. Hãy kiểm tra đường dẫn.'
  },
  'file.unreadable': {
    en: 'The file {path} cannot be read: {detail}. Check its permissions.',
    vi: 'Không đọc được tệp {path}: {detail}. Hãy kiểm tra quyền truy cập.'
  },
  'file.unwritable': {
    en: 'The file {path} cannot be written: {detail}. Choose another place or free some space.',
    vi: 'Không ghi được tệp {path}: {detail}. Hãy chọn nơi khác hoặc giải phóng dung lượng.'
  },
  'import.bad-json': {
    en: 'The file {path} is not valid JSON: {detail}. It may have been cut short; get it again. Nothing was imported.',
    vi: 'Tệp {path} không phải JSON hợp lệ: {detail}. Có thể tệp bị cắt ngang; hãy lấy lại. Chưa nhập gì.'
  }
} as const
