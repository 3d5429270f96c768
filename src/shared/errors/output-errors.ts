/** Errors of output files and folders. */
export const outputErrors = {
  'output.exists': {
    en: 'The file {path} already exists and was not changed. Choose another name, or allow replacing it (on the command line: --force).',
    vi: 'Tệp {path} đã có sẵn và được giữ nguyên. Hãy đặt tên khác, hoặc cho phép thay thế (trên dòng lệnh: --force).'
  },
  'output.folder-not-empty': {
    en: 'The folder {path} is not empty and was not changed. Choose a new folder, or allow replacing files with the same names (on the command line: --force).',
    vi: 'Thư mục {path} đã có nội dung và được giữ nguyên. Hãy chọn thư mục mới, hoặc cho phép thay thế các tệp trùng tên trong đó (trên dòng lệnh: --force).'
  },
  'output.in-library': {
    en: "{path} is inside the library {library}, which contains only the library's own files. Use its exports folder or another location.",
    vi: '{path} nằm trong thư viện {library}, nơi chỉ chứa tệp của chính thư viện. Hãy ghi vào thư mục exports của nó hoặc một nơi khác.'
  },
  'output.not-absolute': {
    en: 'The path {path} is relative. Give an absolute path.',
    vi: 'Đường dẫn {path} là đường dẫn tương đối. Hãy ghi đường dẫn tuyệt đối.'
  },
  'export.ambiguous-name': {
    en: 'The template {path} contains {name}, but {count} images have this name. In the template, put the folder name before it, for example {example}.',
    vi: 'Tệp mẫu {path} có tên {name}, nhưng có {count} ảnh mang tên này nên không biết là ảnh nào. Trong tệp mẫu, hãy ghi thêm tên thư mục phía trước, chẳng hạn {example}.'
  }
} as const
