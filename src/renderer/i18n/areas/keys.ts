import { defineWords } from '../define-words'

export const keyWords = defineWords({
  en: {
    title: 'Keys',
    scope: { global: 'Everywhere', grid: 'In the grid', editor: 'In the caption editor' },
    action: {
      'show-keys': 'List the keys',
      filter: 'Go to the filter',
      undo: 'Undo (outside of text)',
      redo: 'Redo (outside of text)',
      'grid-move': 'Move in the grid',
      'grid-open': 'Open the editor',
      'accept-next': 'Accept, save and go to the next',
      next: 'Next image',
      previous: 'Previous image',
      'next-undone': 'Next undone image',
      skip: 'Skip the image',
      leave: 'Leave the text, then the editor'
    }
  },
  vi: {
    title: 'Phím tắt',
    scope: { global: 'Mọi nơi', grid: 'Trong lưới ảnh', editor: 'Khi soạn chú thích' },
    action: {
      'show-keys': 'Liệt kê phím tắt',
      filter: 'Đến bộ lọc',
      undo: 'Hoàn tác (ngoài ô văn bản)',
      redo: 'Làm lại (ngoài ô văn bản)',
      'grid-move': 'Di chuyển trong lưới',
      'grid-open': 'Mở phần soạn',
      'accept-next': 'Duyệt, lưu và sang ảnh sau',
      next: 'Ảnh sau',
      previous: 'Ảnh trước',
      'next-undone': 'Ảnh chưa xong kế tiếp',
      skip: 'Bỏ qua ảnh',
      leave: 'Rời ô văn bản, rồi rời phần soạn'
    }
  }
})
