/** Errors of backups, and of parts of a library that are split off and merged. */
export const backupErrors = {
  'backup.damaged': {
    en: 'The copy {path} is damaged: {detail}. It was not used; choose another backup.',
    vi: 'Bản sao {path} bị hỏng: {detail}. Bản này không được dùng; hãy chọn bản sao lưu khác.'
  },
  'backup.damaged-library': {
    en: 'The library {path} was not backed up, because its database is damaged: {detail}. Earlier backups were kept; close the library and restore the newest one that is sound.',
    vi: 'Thư viện {path} chưa được sao lưu vì cơ sở dữ liệu bị hỏng: {detail}. Các bản sao lưu trước vẫn được giữ; hãy đóng thư viện rồi khôi phục bản mới nhất còn nguyên vẹn.'
  },
  'backup.not-found': {
    en: 'There is no backup at {path}. Name a backup folder or an .sqlite file; viecap backup list shows the backups in a folder or of a library.',
    vi: 'Không có bản sao lưu nào ở {path}. Hãy chọn một thư mục sao lưu hoặc một tệp .sqlite; lệnh viecap backup list cho biết các bản sao lưu trong một thư mục hoặc của một thư viện.'
  },
  'backup.files-missing': {
    en: 'The backup {path} should hold {expected} image files, but {found} are there. Choose another backup, or restore its database alone and put the images back yourself.',
    vi: 'Bản sao lưu {path} phải có {expected} tệp ảnh nhưng chỉ còn {found}. Hãy chọn bản sao lưu khác, hoặc chỉ khôi phục cơ sở dữ liệu rồi tự đưa ảnh về chỗ cũ.'
  },
  'backup.other-library': {
    en: 'The backup {path} is of another library ({name}), not of {library}. Restore it into a new folder with --to instead.',
    vi: 'Bản sao lưu {path} là của thư viện khác ({name}), không phải của {library}. Hãy khôi phục vào một thư mục mới bằng --to.'
  },
  'part.not-a-part': {
    en: '{path} is not a part of a library: it was not made by viecap library split. To bring its captions in, export them there and import the file.',
    vi: '{path} không phải là một phần của thư viện: không do lệnh viecap library split tạo ra. Để lấy các chú thích, hãy xuất ra tệp từ đó rồi nhập tệp ấy.'
  },
  'part.other-library': {
    en: 'The part {path} was split off the library {name}, not off {library}, or {library} was since restored from a backup that is older than the part. Merge it there, or export its captions and import the file.',
    vi: 'Phần {path} được tách ra từ thư viện {name}, không phải từ {library}, hoặc {library} đã được khôi phục từ một bản sao lưu cũ hơn phần này. Hãy gộp vào đúng thư viện ấy, hoặc xuất các chú thích ra tệp rồi nhập.'
  },
  'part.empty': {
    en: 'No image of the library matches the filter {filter}, so there is nothing to split off. Change the filter.',
    vi: 'Không có ảnh nào khớp bộ lọc {filter} nên không có gì để tách. Hãy đổi bộ lọc.'
  }
} as const
