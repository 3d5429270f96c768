/** Errors of captioning folders, lists and pictures of the library. */
export const captionErrors = {
  'caption.no-pictures': {
    en: '{path} names no picture. Choose a folder with JPEG, PNG or WebP files, or a list that names some.',
    vi: '{path} không có ảnh nào. Hãy chọn thư mục có tệp JPEG, PNG hoặc WebP, hoặc danh sách có tên ảnh.'
  },
  'caption.none-selected': {
    en: 'No picture of the library fits. Choose another filter or selection.',
    vi: 'Không có ảnh nào trong thư viện phù hợp. Hãy chọn bộ lọc hoặc lựa chọn khác.'
  },
  'caption.not-a-file': {
    en: '{path} is a folder or a device, not the file of a picture. Take it off the list.',
    vi: '{path} là thư mục hoặc thiết bị, không phải tệp ảnh. Hãy bỏ nó khỏi danh sách.'
  },
  'caption.empty-file': {
    en: 'The file {path} is empty (0 bytes). Get it again.',
    vi: 'Tệp {path} trống (0 byte). Hãy lấy lại tệp.'
  },
  'caption.all-failed': {
    en: 'None of the {count} pictures in {path} could be captioned; the reasons stand above. Nothing was written.',
    vi: 'Không tạo được chú thích cho ảnh nào trong {count} ảnh của {path}; lý do nêu ở trên. Chưa ghi gì.'
  },
  'caption.no-job': {
    en: 'The library has no earlier captioning of {path} to go on with. Start it without --resume and --retry-failed.',
    vi: 'Thư viện chưa có lần chú thích nào của {path} để tiếp tục. Hãy chạy không kèm --resume và --retry-failed.'
  },
  'caption.running': {
    en: 'Captioning {id} is {state}. Wait until it has ended, or cancel it first.',
    vi: 'Lần chú thích {id} đang ở trạng thái {state}. Hãy đợi nó kết thúc hoặc huỷ trước.'
  },
  'caption.no-references': {
    en: 'None of the captioned pictures has a reference. Choose a caption file that knows them, or caption pictures of the library that people have written captions for.',
    vi: 'Không ảnh nào đã chú thích có chú thích tham chiếu. Hãy chọn tệp chú thích có các ảnh này, hoặc dùng ảnh trong thư viện đã được người viết chú thích.'
  },
  'caption.no-file': {
    en: 'The format {format} is written to a file. Name one.',
    vi: 'Định dạng {format} cần một tệp để ghi. Hãy đặt tên tệp.'
  }
} as const
