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
    inImages: 'in {n} image | in {n} images',
    agreement: {
      title: 'Agreement of people',
      lead: 'How alike people caption the same images, with 95% confidence intervals. 0 is nothing in common; the same text has 10 by CIDEr-D, less where it is short, and 100 by chrF2.',
      compute: 'Compare captions',
      again: 'Compare again',
      adjudicate: 'Adjudicate',
      pair: 'People',
      all: 'All pairs',
      images: 'images in common',
      none: 'No image has captions of two people or more.',
      documents:
        'Document frequencies of CIDEr-D from {n} image. | Document frequencies of CIDEr-D from {n} images.',
      more: '{n} more pair of people | {n} more pairs of people',
      states:
        'Accepting and rejecting: Krippendorff’s alpha at least {alpha} ({from} to {to}), of {n} captions that two or more people judged.'
    }
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
    inImages: 'trong {n} ảnh',
    agreement: {
      title: 'Độ đồng thuận giữa mọi người',
      lead: 'Mức giống nhau khi nhiều người viết cho cùng một ảnh, với khoảng tin cậy 95%. 0 là không có gì chung; hai câu như nhau được 10 theo CIDEr-D (câu ngắn thì ít hơn) và 100 theo chrF2.',
      compute: 'So sánh chú thích',
      again: 'So sánh lại',
      adjudicate: 'Phân xử',
      pair: 'Người viết',
      all: 'Mọi cặp',
      images: 'ảnh chung',
      none: 'Chưa có ảnh nào được hai người trở lên viết chú thích.',
      documents: 'Tần suất văn bản của CIDEr-D lấy từ {n} ảnh.',
      more: 'còn {n} cặp khác',
      states:
        'Duyệt và từ chối: alpha của Krippendorff ít nhất {alpha} ({from} đến {to}), trên {n} chú thích có hai người trở lên xét.'
    }
  }
})
