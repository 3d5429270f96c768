import { defineWords } from '../define-words'

export const historyWords = defineWords({
  en: {
    title: 'History of this image',
    none: 'No changes to this image yet.',
    caption: 'Caption {n}',
    restore: 'Restore',
    removed: 'removed: ',
    added: 'added: ',
    kind: {
      edit: 'Edited',
      status: 'Status',
      remove: 'Deleted',
      'split-caption': 'Split',
      merge: 'Merged',
      move: 'Moved',
      restore: 'Restored',
      suggestion: 'Suggestion taken',
      replace: 'Find and replace',
      fix: 'Text check fix',
      'set-split': 'Split changed',
      tags: 'Tags changed',
      'remove-images': 'Image removed',
      captioning: 'Captioned',
      note: 'Note',
      'send-back': 'Sent back',
      'resolve-note': 'Note resolved or reopened',
      'merge-part': 'Part merged',
      conflict: 'Conflict decided',
      adjudicate: 'Adjudicated'
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
    redone: 'Redone: {kind} ({n} change) | Redone: {kind} ({n} changes)'
  },
  vi: {
    title: 'Lịch sử của ảnh này',
    none: 'Ảnh này chưa có thay đổi nào.',
    caption: 'Chú thích {n}',
    restore: 'Khôi phục',
    removed: 'đã xoá: ',
    added: 'đã thêm: ',
    kind: {
      edit: 'Sửa',
      status: 'Trạng thái',
      remove: 'Xoá',
      'split-caption': 'Tách',
      merge: 'Gộp',
      move: 'Chuyển chỗ',
      restore: 'Khôi phục',
      suggestion: 'Nhận gợi ý',
      replace: 'Tìm và thay thế',
      fix: 'Sửa khi soát lỗi',
      'set-split': 'Đổi tập',
      tags: 'Đổi nhãn',
      'remove-images': 'Xoá ảnh',
      captioning: 'Tạo chú thích',
      note: 'Ghi chú',
      'send-back': 'Gửi trả',
      'resolve-note': 'Đóng hoặc mở lại ghi chú',
      'merge-part': 'Gộp một phần',
      conflict: 'Giải quyết xung đột',
      adjudicate: 'Phân xử'
    },
    actor: {
      person: 'một người dùng',
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
