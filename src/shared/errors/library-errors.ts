/** Errors of the library folder and its store. */
export const libraryErrors = {
  'library.none-open': {
    en: 'No library is open. Create or open one first.',
    vi: 'Chưa mở thư viện nào. Hãy tạo hoặc mở một thư viện trước.'
  },
  'library.not-found': {
    en: 'There is no library in {path}. Choose a folder that contains library.sqlite, or create a new library.',
    vi: 'Không có thư viện trong {path}. Hãy chọn thư mục có library.sqlite hoặc tạo thư viện mới.'
  },
  'library.folder-not-empty': {
    en: 'The folder {path} is not empty. Choose an empty or new folder for a new library.',
    vi: 'Thư mục {path} không trống. Hãy chọn một thư mục trống hoặc mới cho thư viện mới.'
  },
  'library.job-running': {
    en: 'Job {id} ({kind}) is running in the library {path} and would be interrupted if the library is closed. Wait until it is done, or close anyway; the job can be resumed later.',
    vi: 'Công việc {id} ({kind}) đang chạy trong thư viện {path} và sẽ bị gián đoạn nếu đóng thư viện. Hãy đợi cho xong, hoặc vẫn đóng; có thể chạy tiếp sau.'
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
    en: 'The library {path} cannot be read: {detail}. Open a backup copy if you have one.',
    vi: 'Không đọc được thư viện {path}: {detail}. Hãy mở một bản sao lưu nếu có.'
  },
  'library.damaged-backup': {
    en: 'The library {path} cannot be read: {detail}. Close it and restore the newest backup over it: viecap backup list {path}, then viecap backup restore BACKUP --library {path}.',
    vi: 'Không đọc được thư viện {path}: {detail}. Hãy đóng thư viện rồi khôi phục bản sao lưu mới nhất: viecap backup list {path}, sau đó viecap backup restore BẢN_SAO_LƯU --library {path}.'
  },
  'library.gone': {
    en: 'The library is no longer in {path}: its folder was deleted, replaced or moved while it was open. Nothing more can be saved in it. Put the folder back and open it again; you can still export what is shown.',
    vi: 'Thư viện không còn ở {path}: thư mục đã bị xoá, thay thế hoặc chuyển đi khi đang mở. Không lưu thêm được gì vào đó. Hãy đưa thư mục về chỗ cũ rồi mở lại; bạn vẫn có thể xuất những gì đang hiển thị.'
  },
  'library.disk-full': {
    en: 'The disk is full, so nothing can be saved in the library {path}. Free some space; your text is kept in the window.',
    vi: 'Đĩa đã đầy nên không lưu được gì vào thư viện {path}. Hãy giải phóng dung lượng; nội dung bạn gõ vẫn được giữ trong cửa sổ.'
  },
  'library.read-only': {
    en: 'The library {path} is read-only: {detail}. You can browse it and export from it. Reopen it once it is writable, or copy its folder elsewhere and open the copy.',
    vi: 'Thư viện {path} chỉ đọc: {detail}. Bạn vẫn xem và xuất dữ liệu được. Hãy mở lại khi ghi được, hoặc chép thư mục sang nơi khác rồi mở bản sao.'
  },
  'library.old-read-only': {
    en: 'The library {path} was made by an earlier version and must be upgraded to be opened, but it is not writable: {detail}. Make it writable, or copy its folder elsewhere and open the copy.',
    vi: 'Thư viện {path} do phiên bản cũ tạo và cần được nâng cấp để mở, nhưng không ghi được: {detail}. Hãy cho phép ghi, hoặc chép thư mục sang nơi khác rồi mở bản sao.'
  },
  'library.unwritable': {
    en: 'The folder {path} cannot be written: {detail}. Choose another folder or change its permissions.',
    vi: 'Không ghi được vào thư mục {path}: {detail}. Hãy chọn thư mục khác hoặc đổi quyền.'
  },
  'like.no-model': {
    en: 'Searching with like: compares images by an encoder, and this library has none. Add one under Models, then embed the images.',
    vi: 'Tìm bằng like: so sánh ảnh bằng một bộ mã hoá, và thư viện này chưa có. Hãy thêm mô hình ở mục Mô hình rồi nhúng ảnh.'
  },
  'like.none-embedded': {
    en: 'No image of this library has an embedding yet, so that like: has nothing to compare. Embed the images first.',
    vi: 'Chưa ảnh nào của thư viện này có vector nhúng (embedding), nên like: không có gì để so sánh. Hãy nhúng ảnh trước.'
  },
  'like.no-embedding': {
    en: 'The image {name} has no embedding yet, so that nothing can be compared with it. Embed the images first.',
    vi: 'Ảnh {name} chưa có vector nhúng (embedding) nên không so sánh được với ảnh khác. Hãy nhúng ảnh trước.'
  },
  'entity.not-found': {
    en: 'There is no {entity} {id} in this library. It may have been removed in the meantime; reload the list.',
    vi: 'Không có {entity} {id} trong thư viện này. Có thể nó đã bị xoá; hãy tải lại danh sách.'
  },
  'caption.changed-elsewhere': {
    en: 'This caption was changed elsewhere while you were editing it. Your text was not saved; compare it with the present one, then keep one of them or merge both.',
    vi: 'Chú thích này đã được sửa ở nơi khác trong khi bạn đang sửa. Nội dung của bạn chưa được lưu; hãy so với nội dung hiện tại rồi giữ một trong hai hoặc gộp cả hai.'
  },
  'caption.own-review': {
    en: 'You wrote this text. In this library somebody else has to accept it: leave it as a draft.',
    vi: 'Bạn đã viết nội dung này. Trong thư viện này phải có người khác duyệt: hãy để ở trạng thái nháp.'
  },
  'caption.no-reviewer': {
    en: 'In this library reviewers accept captions. Leave this one as a draft.',
    vi: 'Trong thư viện này chỉ người rà soát mới được duyệt chú thích. Hãy để ở trạng thái nháp.'
  },
  'caption.too-many-notes': {
    en: 'A caption can have at most {limit} notes.',
    vi: 'Một chú thích có tối đa {limit} ghi chú.'
  },
  'pair.changed-elsewhere': {
    en: 'This sentence pair was changed elsewhere while you were editing it. Your text was not saved; compare it with the present one, then keep one of them or merge both.',
    vi: 'Cặp câu này đã được sửa ở nơi khác trong khi bạn đang sửa. Nội dung của bạn chưa được lưu; hãy so với nội dung hiện tại rồi giữ một trong hai hoặc gộp cả hai.'
  },
  'image.imported-again': {
    en: 'The image {name} was imported again after it was removed, so it cannot be brought back. Remove the new one, then undo again.',
    vi: 'Ảnh {name} đã được nhập lại sau khi bị xoá nên không thể khôi phục. Hãy xoá ảnh mới rồi hoàn tác lại.'
  },
  'caption.no-version': {
    en: 'This version of the caption no longer exists. Reload its history and choose another.',
    vi: 'Chú thích này không còn phiên bản đó. Hãy tải lại lịch sử và chọn phiên bản khác.'
  },
  'bulk.bad-pattern': {
    en: 'The regular expression {pattern} is not valid: {detail}. Correct it, or search for plain text.',
    vi: 'Biểu thức chính quy {pattern} không hợp lệ: {detail}. Hãy sửa lại, hoặc tìm văn bản thường.'
  },
  'bulk.slow-pattern': {
    en: 'The regular expression takes too long on some of the texts. Simplify it: nested repetitions are the usual cause.',
    vi: 'Biểu thức chính quy chạy quá lâu với một số văn bản. Hãy viết đơn giản hơn; nguyên nhân thường là các phép lặp lồng nhau.'
  },
  'bulk.long-text': {
    en: 'The replacement would make a text longer than {most} characters: "{text}…". Nothing was changed; use a shorter replacement, or an expression with fewer matches.',
    vi: 'Phép thay thế làm một văn bản dài hơn {most} ký tự: "{text}…". Chưa có gì bị thay đổi; hãy dùng nội dung thay ngắn hơn, hoặc biểu thức khớp ít hơn.'
  },
  'bulk.no-plan': {
    en: 'This preview is out of date. Preview again, then apply.',
    vi: 'Bản xem trước này đã cũ. Hãy xem trước lại rồi áp dụng.'
  },
  'filter.invalid': {
    en: 'The filter cannot be understood at character {position}: “{part}”. Correct that part, or put it in quotes to search for it literally.',
    vi: 'Không hiểu bộ lọc tại ký tự {position}: “{part}”. Hãy sửa phần đó, hoặc đặt trong dấu ngoặc kép để tìm đúng như đã gõ.'
  },
  unexpected: {
    en: 'An unexpected error occurred: {detail}. Please report it and attach the log.',
    vi: 'Đã xảy ra lỗi không mong đợi: {detail}. Hãy báo lỗi kèm nhật ký.'
  }
} as const
