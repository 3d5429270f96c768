import { defineWords } from '../define-words'

export const historyWords = defineWords({
  en: {
    title: 'History of this image',
    none: 'Nothing was written for this image yet.',
    caption: 'Caption {n}',
    restore: 'Restore',
    removed: 'removed: ',
    added: 'added: ',
    kind: {
      edit: 'Written',
      status: 'Status',
      remove: 'Deleted',
      'split-caption': 'Split',
      merge: 'Merged',
      move: 'Moved',
      restore: 'Restored',
      suggestion: 'Suggestion taken',
      replace: 'Find and replace',
      fix: 'Corrected in bulk',
      'set-split': 'Split changed',
      tags: 'Tags changed',
      'remove-images': 'Image removed',
      captioning: 'Captioned'
    },
    actor: {
      person: 'a person',
      run: 'run {name}',
      model: 'model {name}',
      import: 'an import',
      undo: 'undo',
      redo: 'redo'
    },
    undone: 'Undone: {kind} ({n} change) | Undone: {kind} ({n} changes)',
    redone: 'Done again: {kind} ({n} change) | Done again: {kind} ({n} changes)'
  },
  vi: {
    title: 'Lịch sử của ảnh này',
    none: 'Ảnh này chưa có gì được viết.',
    caption: 'Chú thích {n}',
    restore: 'Khôi phục',
    removed: 'đã xoá: ',
    added: 'đã thêm: ',
    kind: {
      edit: 'Viết',
      status: 'Trạng thái',
      remove: 'Xoá',
      'split-caption': 'Tách',
      merge: 'Gộp',
      move: 'Chuyển chỗ',
      restore: 'Khôi phục',
      suggestion: 'Nhận gợi ý',
      replace: 'Tìm và thay',
      fix: 'Sửa hàng loạt',
      'set-split': 'Đổi tập',
      tags: 'Đổi nhãn',
      'remove-images': 'Xoá ảnh',
      captioning: 'Sinh chú thích'
    },
    actor: {
      person: 'một người',
      run: 'lần huấn luyện {name}',
      model: 'mô hình {name}',
      import: 'lần nhập',
      undo: 'hoàn tác',
      redo: 'làm lại'
    },
    undone: 'Đã hoàn tác: {kind} ({n} thay đổi)',
    redone: 'Đã làm lại: {kind} ({n} thay đổi)'
  }
})
