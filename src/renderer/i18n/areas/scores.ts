import { defineWords } from '../define-words'

export const scoreWords = defineWords({
  en: {
    profile: 'Words',
    profileHelp: 'What counts as a word. Figures of different profiles cannot be compared.',
    profiles: {
      syllable: 'Syllables, case-sensitive (syllable)',
      'lower-punct': 'Lower case, punctuation apart (lower-punct)',
      ptb: 'Lower case, no punctuation, as COCO (ptb)',
      segmented: 'Words of several syllables (segmented)'
    },
    words: 'Word list, one word a line (optional)'
  },
  vi: {
    profile: 'Cách tách từ',
    profileHelp: 'Thế nào là một từ. Không so sánh được điểm của các cách tách từ khác nhau.',
    profiles: {
      syllable: 'Âm tiết, phân biệt hoa thường (syllable)',
      'lower-punct': 'Chữ thường, dấu câu tách riêng (lower-punct)',
      ptb: 'Chữ thường, bỏ dấu câu, như COCO (ptb)',
      segmented: 'Từ ghép nhiều âm tiết (segmented)'
    },
    words: 'Danh sách từ, mỗi dòng một từ (không bắt buộc)'
  }
})
