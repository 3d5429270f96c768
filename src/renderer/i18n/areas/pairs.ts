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
    edit: 'Edit pair {id}',
    add: 'Add pair',
    remove: 'Delete the pair',
    history: 'History of the pair',
    noHistory: 'This pair is as it was imported.',
    restoreBefore: 'Back to before this',
    empty: {
      title: 'No sentence pairs yet',
      text: 'Import English-Vietnamese pairs to train translation along with captions.'
    },
    noMatch: { title: 'No pair fits the search', text: 'Change or clear the search to see more.' }
  },
  vi: {
    title: 'Cặp câu',
    count: '{n} cặp câu',
    search: 'Tìm cặp câu',
    import: 'Nhập cặp câu…',
    list: 'Các cặp câu',
    english: 'Tiếng Anh',
    vietnamese: 'Tiếng Việt',
    edit: 'Sửa cặp câu {id}',
    add: 'Thêm cặp câu',
    remove: 'Xoá cặp câu',
    history: 'Lịch sử của cặp câu',
    noHistory: 'Cặp câu này vẫn như lúc nhập.',
    restoreBefore: 'Trở về trước thay đổi này',
    empty: {
      title: 'Chưa có cặp câu',
      text: 'Nhập các cặp câu Anh-Việt để huấn luyện dịch cùng với chú thích.'
    },
    noMatch: { title: 'Không có cặp câu phù hợp', text: 'Hãy đổi hoặc bỏ từ tìm để xem thêm.' }
  }
})
