import { defineWords } from '../define-words'

export const bulkWords = defineWords({
  en: {
    status: 'Status',
    takeSuggestions: 'Accept suggestions',
    rejectSuggestions: 'Reject suggestions',
    split: 'Split',
    remove: 'Delete',
    removeCaptions: 'Captions of these images',
    removeImages: 'Remove images from the library',
    tags: 'Tags…',
    addTags: 'Add tags',
    removeTags: 'Remove tags',
    tagsHelp: 'Separate several tags with commas.',
    replace: {
      open: 'Replace…',
      title: 'Find and replace',
      find: 'Find',
      by: 'Replace with',
      regex: 'Regular expression',
      case: 'Match case',
      words: 'Whole words'
    },
    scope: {
      images: 'In the captions of {n} image | In the captions of {n} images',
      pairs: 'In the Vietnamese side of {n} pair | In the Vietnamese side of {n} pairs'
    },
    changes: '{n} change | {n} changes',
    scanned: '{n} text searched | {n} texts searched',
    finding: 'Searching…',
    leftOut: '{n} excluded',
    includeAll: 'Include all',
    excludeAll: 'Exclude all',
    list: 'Changes',
    take: 'Apply change {n}',
    applying: 'Applying changes',
    apply: 'Apply {n} change | Apply {n} changes',
    done: '{n} text changed. Undo reverts it. | {n} texts changed. Undo reverts them.',
    doneImages: '{n} image changed. Undo reverts it. | {n} images changed. Undo reverts them.',
    skipped:
      '{n} text was changed elsewhere in the meantime and left as it is. | {n} texts were changed elsewhere in the meantime and left as they are.'
  },
  vi: {
    status: 'Trạng thái',
    takeSuggestions: 'Nhận gợi ý',
    rejectSuggestions: 'Từ chối gợi ý',
    split: 'Tập',
    remove: 'Xoá',
    removeCaptions: 'Chú thích của các ảnh này',
    removeImages: 'Xoá ảnh khỏi thư viện',
    tags: 'Nhãn…',
    addTags: 'Thêm nhãn',
    removeTags: 'Bỏ nhãn',
    tagsHelp: 'Cách nhau bằng dấu phẩy.',
    replace: {
      open: 'Thay thế…',
      title: 'Tìm và thay thế',
      find: 'Tìm',
      by: 'Thay bằng',
      regex: 'Biểu thức chính quy',
      case: 'Phân biệt hoa thường',
      words: 'Khớp cả từ'
    },
    scope: {
      images: 'Trong chú thích của {n} ảnh',
      pairs: 'Trong vế tiếng Việt của {n} cặp câu'
    },
    changes: '{n} thay đổi',
    scanned: 'Đã tìm trong {n} văn bản',
    finding: 'Đang tìm…',
    leftOut: 'Đã loại trừ {n}',
    includeAll: 'Chọn tất cả',
    excludeAll: 'Bỏ chọn tất cả',
    list: 'Các thay đổi',
    take: 'Áp dụng thay đổi {n}',
    applying: 'Đang áp dụng thay đổi',
    apply: 'Áp dụng {n} thay đổi',
    done: 'Đã sửa {n} văn bản. Có thể hoàn tác.',
    doneImages: 'Đã thay đổi {n} ảnh. Có thể hoàn tác.',
    skipped: '{n} văn bản đã được sửa ở nơi khác trong lúc đó nên được giữ nguyên.'
  }
})
