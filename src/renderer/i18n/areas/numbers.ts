import { defineWords } from '../define-words'

export const numberWords = defineWords({
  en: {
    title: 'Numbers',
    progress: 'Images by status',
    sources: 'Captions by author',
    days: 'Work by day',
    noDays: 'Nobody has worked on captions in the last 90 days.',
    changed: 'captions changed',
    accepted: 'accepted',
    captions: 'captions',
    lengths: 'Captions by length in words',
    vocabulary: 'Frequent words',
    words: '{words} different words, {written} written; {once} of them only once.',
    inImages: 'in {n} image | in {n} images'
  },
  vi: {
    title: 'Số liệu',
    progress: 'Ảnh theo trạng thái',
    sources: 'Chú thích theo người viết',
    days: 'Công việc theo ngày',
    noDays: 'Không ai sửa chú thích trong 90 ngày qua.',
    changed: 'chú thích được sửa',
    accepted: 'được duyệt',
    captions: 'chú thích',
    lengths: 'Chú thích theo số từ',
    vocabulary: 'Từ hay dùng',
    words: '{words} từ khác nhau, được viết {written} lần; {once} từ chỉ một lần.',
    inImages: 'trong {n} ảnh'
  }
})
