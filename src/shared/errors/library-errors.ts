/** Errors of the library folder and its store. */
export const libraryErrors = {
  'library.none-open': {
    en: 'No library is open. Make or open one first.',
    vi: 'Chưa mở thư viện nào. Hãy tạo hoặc mở một thư viện trước.'
  },
  'library.not-found': {
    en: 'There is no library in {path}. Choose a folder that holds library.sqlite, or make a new library.',
    vi: 'Không có thư viện trong {path}. Hãy chọn thư mục có library.sqlite hoặc tạo thư viện mới.'
  },
  'library.folder-not-empty': {
    en: 'The folder {path} is not empty. Choose an empty or new folder for a new library.',
    vi: 'Thư mục {path} không trống. Hãy chọn một thư mục trống hoặc mới cho thư viện mới.'
  },
  'library.newer': {
    en: 'The library {path} was made by a newer version (schema {found}, this version knows {known}). Update Viecap Workbench to open it.',
    vi: 'Thư viện {path} do phiên bản mới hơn tạo ra (lược đồ {found}, phiên bản này biết {known}). Hãy cập nhật Viecap Workbench để mở.'
  },
  'library.locked': {
    en: 'The library {path} is in use by another process ({holder}). Close it there first.',
    vi: 'Thư viện {path} đang được tiến trình khác dùng ({holder}). Hãy đóng ở đó trước.'
  },
  'library.damaged': {
    en: 'The library {path} cannot be read: {detail}. Restore library.sqlite from its backups folder.',
    vi: 'Không đọc được thư viện {path}: {detail}. Hãy khôi phục library.sqlite từ thư mục backups.'
  },
  'library.unwritable': {
    en: 'The folder {path} cannot be written: {detail}. Choose another folder or change its permissions.',
    vi: 'Không ghi được vào thư mục {path}: {detail}. Hãy chọn thư mục khác hoặc đổi quyền.'
  },
  'entity.not-found': {
    en: 'There is no {entity} {id} in this library. It may have been removed meanwhile; reload the list.',
    vi: 'Không có {entity} {id} trong thư viện này. Có thể nó đã bị xoá; hãy tải lại danh sách.'
  },
  'caption.changed-elsewhere': {
    en: 'Caption {id} was changed elsewhere after you began. Your text was not saved; copy it, reload and save again.',
    vi: 'Chú thích {id} đã được sửa ở nơi khác sau khi bạn bắt đầu. Nội dung của bạn chưa được lưu; hãy sao chép, tải lại rồi lưu lại.'
  },
  'pair.changed-elsewhere': {
    en: 'Pair {id} was changed elsewhere after you began. Your text was not saved; copy it, reload and save again.',
    vi: 'Cặp câu {id} đã được sửa ở nơi khác sau khi bạn bắt đầu. Nội dung của bạn chưa được lưu; hãy sao chép, tải lại rồi lưu lại.'
  },
  'image.imported-again': {
    en: 'The image {name} was imported again after it was removed, so it cannot be brought back. Remove the new one, then undo again.',
    vi: 'Ảnh {name} đã được nhập lại sau khi bị xoá nên không thể khôi phục. Hãy xoá ảnh mới rồi hoàn tác lại.'
  },
  'caption.no-version': {
    en: 'Caption {id} has no such version any more. Reload its history and choose another.',
    vi: 'Chú thích {id} không còn phiên bản đó. Hãy tải lại lịch sử và chọn phiên bản khác.'
  },
  'bulk.bad-pattern': {
    en: 'The regular expression {pattern} is not right: {detail}. Correct it, or search for plain text.',
    vi: 'Biểu thức chính quy {pattern} không đúng: {detail}. Hãy sửa lại, hoặc tìm văn bản thường.'
  },
  'bulk.slow-pattern': {
    en: 'The regular expression takes too long on some of the texts. Make it simpler: a repetition within a repetition is the usual cause.',
    vi: 'Biểu thức chính quy chạy quá lâu với một số văn bản. Hãy viết đơn giản hơn: thường do phép lặp nằm trong phép lặp.'
  },
  'bulk.no-plan': {
    en: 'This preview is out of date. Preview again, then apply.',
    vi: 'Bản xem trước này đã cũ. Hãy xem trước lại rồi áp dụng.'
  },
  'filter.invalid': {
    en: 'The filter cannot be understood at character {position}: “{part}”. Correct that part, or put it into quotes to search for it as it stands.',
    vi: 'Không hiểu bộ lọc tại ký tự {position}: “{part}”. Hãy sửa phần đó, hoặc đặt trong dấu ngoặc kép để tìm đúng như đã gõ.'
  },
  unexpected: {
    en: 'Something failed that should not: {detail}. Please report it with the log.',
    vi: 'Đã xảy ra lỗi không mong đợi: {detail}. Hãy báo lỗi kèm nhật ký.'
  }
} as const
