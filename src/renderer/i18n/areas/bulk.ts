import { defineWords } from '../define-words'

export const bulkWords = defineWords({
  en: {
    status: 'Status',
    takeSuggestions: 'Take the suggestions',
    rejectSuggestions: 'Reject the suggestions',
    split: 'Split',
    remove: 'Delete',
    removeCaptions: 'Their captions',
    removeImages: 'Images out of the library',
    tags: 'Tags…',
    addTags: 'Add these tags',
    removeTags: 'Remove these tags',
    tagsHelp: 'Several are parted by commas.',
    replace: {
      open: 'Replace…',
      title: 'Find and replace',
      find: 'Find',
      by: 'Replace by',
      regex: 'Regular expression',
      case: 'Match case',
      words: 'Whole words'
    },
    scope: {
      images: 'In the captions of {n} image | In the captions of {n} images',
      pairs: 'In the Vietnamese side of {n} pair | In the Vietnamese side of {n} pairs'
    },
    changes: '{n} change | {n} changes',
    scanned: '{n} text looked at | {n} texts looked at',
    finding: 'Searching…',
    leftOut: '{n} left out',
    includeAll: 'Take all',
    excludeAll: 'Leave all out',
    list: 'Changes',
    take: 'Make change {n}',
    applying: 'Changing',
    apply: 'Make {n} change | Make {n} changes',
    done: '{n} text changed. Undo takes it back. | {n} texts changed. Undo takes them back.',
    doneImages:
      '{n} image changed. Undo takes it back. | {n} images changed. Undo takes them back.',
    skipped:
      '{n} text was changed elsewhere meanwhile and left alone. | {n} texts were changed elsewhere meanwhile and left alone.'
  },
  vi: {
    status: 'Trạng thái',
    takeSuggestions: 'Nhận các gợi ý',
    rejectSuggestions: 'Loại các gợi ý',
    split: 'Tập',
    remove: 'Xoá',
    removeCaptions: 'Chú thích của ảnh',
    removeImages: 'Ảnh khỏi thư viện',
    tags: 'Nhãn…',
    addTags: 'Thêm các nhãn này',
    removeTags: 'Bỏ các nhãn này',
    tagsHelp: 'Nhiều nhãn cách nhau bằng dấu phẩy.',
    replace: {
      open: 'Thay thế…',
      title: 'Tìm và thay thế',
      find: 'Tìm',
      by: 'Thay bằng',
      regex: 'Biểu thức chính quy',
      case: 'Phân biệt hoa thường',
      words: 'Trọn từ'
    },
    scope: {
      images: 'Trong chú thích của {n} ảnh',
      pairs: 'Trong vế tiếng Việt của {n} cặp câu'
    },
    changes: '{n} thay đổi',
    scanned: 'Đã xem {n} văn bản',
    finding: 'Đang tìm…',
    leftOut: 'Bỏ ra {n}',
    includeAll: 'Lấy tất cả',
    excludeAll: 'Bỏ tất cả',
    list: 'Các thay đổi',
    take: 'Thực hiện thay đổi {n}',
    applying: 'Đang thay đổi',
    apply: 'Thực hiện {n} thay đổi',
    done: 'Đã sửa {n} văn bản. Hoàn tác sẽ trả lại.',
    doneImages: 'Đã thay đổi {n} ảnh. Hoàn tác sẽ trả lại.',
    skipped: '{n} văn bản đã được sửa ở nơi khác nên được giữ nguyên.'
  }
})
