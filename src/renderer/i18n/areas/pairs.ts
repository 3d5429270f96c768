import { defineWords } from '../define-words'

export const pairWords = defineWords({
  en: {
    title: 'Pairs',
    count: '{n} pair | {n} pairs',
    search: 'Search pairs',
    import: 'Import pairs…',
    list: 'Sentence pairs',
    english: 'English',
    vietnamese: 'Vietnamese',
    edit: 'Edit the pair “{english}”',
    add: 'Add pair',
    remove: 'Delete pair',
    history: 'History of the pair',
    noHistory: 'This pair has not changed since it was imported.',
    restoreBefore: 'Restore the version before this change',
    empty: {
      title: 'No sentence pairs yet',
      text: 'Import English-Vietnamese sentence pairs to train on translations together with captions.'
    },
    noMatch: {
      title: 'No pair matches the search',
      text: 'Change or clear the search to see more.'
    }
  },
  vi: {
    title: 'Cặp câu',
    count: '{n} cặp câu',
    search: 'Tìm cặp câu',
    import: 'Nhập cặp câu…',
    list: 'Các cặp câu',
    english: 'Tiếng Anh',
    vietnamese: 'Tiếng Việt',
    edit: 'Sửa cặp câu “{english}”',
    add: 'Thêm cặp câu',
    remove: 'Xoá cặp câu',
    history: 'Lịch sử của cặp câu',
    noHistory: 'Cặp câu này chưa thay đổi kể từ khi nhập.',
    restoreBefore: 'Khôi phục phiên bản trước thay đổi này',
    empty: {
      title: 'Chưa có cặp câu',
      text: 'Nhập các cặp câu Anh-Việt để huấn luyện kết hợp với chú thích.'
    },
    noMatch: {
      title: 'Không có cặp câu phù hợp',
      text: 'Hãy đổi hoặc xoá từ khoá tìm kiếm để xem thêm.'
    }
  }
})
