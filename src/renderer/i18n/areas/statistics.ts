import { defineWords } from '../define-words'

export const statisticsWords = defineWords({
  en: {
    title: 'Statistics',
    progress: 'Images by status',
    sources: 'Captions by source',
    people: 'Captions by person',
    person: 'Name',
    written: 'written',
    rejected: 'rejected',
    reviewed: 'reviewed',
    days: 'Activity by day',
    noDays: 'No captions were edited in the last 90 days.',
    changed: 'captions changed',
    accepted: 'accepted',
    captions: 'captions',
    lengths: 'Captions by number of words',
    vocabulary: 'Most frequent words',
    words: '{words} distinct words, {written} occurrences in total; {once} words occur only once.',
    inImages: 'in {n} image | in {n} images'
  },
  vi: {
    title: 'Thống kê',
    progress: 'Ảnh theo trạng thái',
    sources: 'Chú thích theo nguồn',
    people: 'Chú thích theo từng người',
    person: 'Tên',
    written: 'đã viết',
    rejected: 'bị từ chối',
    reviewed: 'đã xét duyệt',
    days: 'Hoạt động theo ngày',
    noDays: 'Không có chú thích nào được sửa trong 90 ngày qua.',
    changed: 'chú thích được sửa',
    accepted: 'được duyệt',
    captions: 'chú thích',
    lengths: 'Chú thích theo số từ',
    vocabulary: 'Các từ thường gặp nhất',
    words:
      '{words} từ khác nhau, xuất hiện tổng cộng {written} lần; {once} từ chỉ xuất hiện một lần.',
    inImages: 'trong {n} ảnh'
  }
})
