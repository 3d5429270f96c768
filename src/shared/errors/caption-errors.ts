/** Errors of captioning folders, lists and images of the library. */
export const captionErrors = {
  'caption.no-images': {
    en: 'No images were found in {path}. Choose a folder with JPEG, PNG or WebP files, or a list of such files.',
    vi: 'Không tìm thấy ảnh nào trong {path}. Hãy chọn thư mục có tệp JPEG, PNG hoặc WebP, hoặc danh sách các tệp như vậy.'
  },
  'caption.none-selected': {
    en: 'No image in the library matches. Choose another filter or selection.',
    vi: 'Không có ảnh nào trong thư viện phù hợp. Hãy chọn bộ lọc hoặc lựa chọn khác.'
  },
  'caption.no-list': {
    en: 'The file {path} is not a list of images: it has no line breaks. Choose a folder, or a text file with one image per line.',
    vi: 'Tệp {path} không phải danh sách ảnh: không có dấu xuống dòng. Hãy chọn thư mục, hoặc tệp văn bản ghi mỗi dòng một ảnh.'
  },
  'caption.empty-file': {
    en: 'The file {path} is empty (0 bytes). Get a new copy.',
    vi: 'Tệp {path} trống (0 byte). Hãy lấy lại tệp.'
  },
  'caption.some-failed': {
    en: '{failed} of {count} images could not be captioned; each is listed above with the reason. Fix them and run the command again with --retry-failed.',
    vi: '{failed} trên {count} ảnh không tạo được chú thích; từng ảnh và lý do được liệt kê ở trên. Hãy sửa rồi chạy lại lệnh với --retry-failed.'
  },
  'caption.all-failed': {
    en: 'None of the {count} images in {path} could be captioned; the reasons are listed above. Nothing was written.',
    vi: 'Không tạo được chú thích cho ảnh nào trong {count} ảnh của {path}; lý do nêu ở trên. Chưa ghi gì.'
  },
  'caption.no-job': {
    en: 'The library has no captioning job for {path} to continue. Start one without --resume and --retry-failed.',
    vi: 'Thư viện chưa có lượt tạo chú thích nào cho {path} để tiếp tục. Hãy chạy không kèm --resume và --retry-failed.'
  },
  'caption.running': {
    en: 'Captioning job {id} is {state}. Wait until it ends, or cancel it first.',
    vi: 'Lượt tạo chú thích {id} đang ở trạng thái {state}. Hãy đợi nó kết thúc hoặc huỷ trước.'
  },
  'caption.no-references': {
    en: 'None of the captioned images has a reference caption. Choose a caption file that covers them, or caption images of the library that people have captioned.',
    vi: 'Không ảnh nào đã chú thích có chú thích tham chiếu. Hãy chọn tệp chú thích có các ảnh này, hoặc dùng ảnh trong thư viện đã được người viết chú thích.'
  },
  'caption.int8-device': {
    en: 'int8 weights are for the CPU, but the device is {device}. Choose the CPU as the device (--device cpu), or float32 weights.',
    vi: 'Trọng số int8 chỉ dùng được trên CPU, nhưng thiết bị đang chọn là {device}. Hãy chọn thiết bị CPU (--device cpu), hoặc dùng trọng số float32.'
  },
  'caption.texts-failed': {
    en: '{count} text files next to the images could not be written. The first reason: {detail} Fix the files listed above and write them again.',
    vi: 'Không ghi được {count} tệp văn bản cạnh ảnh. Lý do đầu tiên: {detail} Hãy sửa các tệp nêu ở trên rồi ghi lại.'
  },
  'caption.not-own': {
    en: 'This caption came with the data, and in this library everybody writes without being influenced by others. Write a caption of your own; to type over this one makes it yours and leaves it as it is for the others.',
    vi: 'Chú thích này có sẵn trong dữ liệu, và trong thư viện này mỗi người viết độc lập. Hãy viết chú thích của riêng bạn; nếu gõ lên chú thích này thì bạn sẽ có một bản riêng, còn bản gốc vẫn giữ nguyên cho người khác.'
  },
  'check.found': {
    en: 'The checks find something in {found} of {texts} texts. Correct it, make the certain fixes with --fix, or let the library ignore words that are right.',
    vi: 'Soát thấy lỗi trong {found} trên {texts} văn bản. Hãy sửa, dùng --fix cho những chỗ chắc chắn, hoặc cho thư viện bỏ qua những từ viết đúng.'
  },
  'check.long-line': {
    en: 'Line {line} of {path} is longer than {limit} characters. Files are checked line by line: break it into lines, then try again.',
    vi: 'Dòng {line} của {path} dài hơn {limit} ký tự. Tệp được soát theo từng dòng: hãy ngắt thành nhiều dòng rồi soát lại.'
  },
  'duplicates.some-failed': {
    en: '{failed} images could not be read and were not compared. Check that the image files are still where the library expects them, then search again.',
    vi: 'Không đọc được {failed} ảnh nên chưa so sánh được. Hãy kiểm tra xem các tệp ảnh có còn ở chỗ cũ không rồi tìm lại.'
  },
  'caption.no-file': {
    en: 'The format {format} needs an output file. Give a file name.',
    vi: 'Định dạng {format} cần một tệp để ghi. Hãy đặt tên tệp.'
  },
  'undo.changed-since': {
    en: 'This change cannot be undone or redone: {name} has changed the same text since. Edit the text instead.',
    vi: 'Không thể hoàn tác hay làm lại thay đổi này: {name} đã sửa cùng nội dung sau đó. Hãy sửa trực tiếp.'
  }
} as const
