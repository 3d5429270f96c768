import { defineWords } from '../define-words'

export const suggestionWords = defineWords({
  en: {
    title: 'Model suggestions',
    take: 'Accept',
    reject: 'Reject',
    with: 'Replace “{instead}” with “{word}”',
    without: 'Delete “{word}”',
    key: 'This key accepts the suggestion while no text field is focused.',
    conflict: {
      title: 'Conflicts after a merge',
      lead: 'Changed here and by {name}:',
      removed: 'Deleted here and changed by {name}:',
      ours: 'Keep ours',
      leave: 'Leave it deleted',
      theirs: 'Use the version by {name}',
      both: 'Keep both'
    }
  },
  vi: {
    title: 'Gợi ý của mô hình',
    take: 'Nhận',
    reject: 'Từ chối',
    with: 'Thay “{instead}” bằng “{word}”',
    without: 'Xoá “{word}”',
    key: 'Phím này nhận gợi ý khi con trỏ không nằm trong ô văn bản.',
    conflict: {
      title: 'Xung đột sau khi gộp',
      lead: 'Đã được sửa ở đây và bởi {name}:',
      removed: 'Đã bị xoá ở đây và được sửa bởi {name}:',
      ours: 'Giữ bản ở đây',
      leave: 'Vẫn xoá',
      theirs: 'Dùng bản của {name}',
      both: 'Giữ cả hai'
    }
  }
})
