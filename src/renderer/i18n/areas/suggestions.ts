import { defineWords } from '../define-words'

export const suggestionWords = defineWords({
  en: {
    title: 'Suggestions by models',
    take: 'Take',
    reject: 'Reject',
    with: 'Write “{word}” in the place of “{instead}”',
    without: 'Leave out “{word}”',
    key: 'This key takes it while no text has the keyboard.'
  },
  vi: {
    title: 'Gợi ý của mô hình',
    take: 'Nhận',
    reject: 'Loại',
    with: 'Viết “{word}” thay cho “{instead}”',
    without: 'Bỏ “{word}”',
    key: 'Phím này nhận gợi ý khi không có ô văn bản nào đang được gõ.'
  }
})
