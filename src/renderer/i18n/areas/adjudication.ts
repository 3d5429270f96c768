import { defineWords } from '../define-words'

export const adjudicationWords = defineWords({
  en: {
    title: 'Adjudicate',
    lead: 'Images that several people captioned, those they agree on least first.',
    none: {
      title: 'Nothing to decide',
      text: 'Images appear here once two people or more have captioned them.'
    },
    place: 'Image {place} of {total}',
    agreed: 'agreement {value}',
    agreedHelp: 'How alike the captions of different people are, 0 to 1: chrF2 / 100.',
    previous: 'Previous image',
    next: 'Next image',
    captions: 'Captions',
    hidden: 'name hidden until decided',
    given: 'came with the data',
    compared: 'compared with',
    compare: 'Compare with this',
    choose: 'Choose',
    merge: 'Merge',
    write: 'Write new',
    newText: 'New caption',
    mergeHelp: 'Click a marked word to take it into the text.',
    saveNext: 'Save and next',
    decided: 'Decided: {name}',
    decidedWritten: 'Decided: {name} wrote a new caption',
    end: 'This was the last image.',
    again: 'Look for more'
  },
  vi: {
    title: 'Phân xử',
    lead: 'Những ảnh nhiều người cùng viết chú thích; ảnh ít đồng thuận nhất hiện trước.',
    none: {
      title: 'Không có gì cần phân xử',
      text: 'Ảnh hiện ở đây khi đã có từ hai người trở lên viết chú thích.'
    },
    place: 'Ảnh {place} / {total}',
    agreed: 'độ đồng thuận {value}',
    agreedHelp: 'Chú thích của những người khác nhau giống nhau đến đâu, từ 0 đến 1: chrF2 / 100.',
    previous: 'Ảnh trước',
    next: 'Ảnh sau',
    captions: 'Các chú thích',
    hidden: 'ẩn tên cho đến khi phân xử xong',
    given: 'có sẵn trong dữ liệu',
    compared: 'câu đang so với',
    compare: 'So với câu này',
    choose: 'Chọn',
    merge: 'Gộp',
    write: 'Viết mới',
    newText: 'Chú thích mới',
    mergeHelp: 'Bấm vào từ được đánh dấu để đưa vào câu.',
    saveNext: 'Lưu và sang ảnh sau',
    decided: 'Đã chọn: {name}',
    decidedWritten: 'Đã phân xử: {name} viết chú thích mới',
    end: 'Đây là ảnh cuối cùng.',
    again: 'Tìm thêm'
  }
})
