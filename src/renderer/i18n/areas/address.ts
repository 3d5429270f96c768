import { defineWords } from '../define-words'

export const addressWords = defineWords({
  en: {
    copy: 'Copy link',
    copied: 'Link copied.',
    notHere: {
      library: 'This image is not in the library',
      runs: 'This run is not in the library',
      review: 'This evaluation is not in the library',
      batch: 'This captioning job is not in the library',
      text: 'It may have been deleted since the link was copied, or part of the link is missing.'
    },
    lead: {
      library: 'Show the images',
      runs: 'Show the newest run',
      review: 'Show the newest evaluation',
      batch: 'Show the newest captioning job'
    },
    lacking: 'No longer in the library, so not compared: {runs}.',
    other: {
      title: 'This link leads to the library “{name}”',
      text: 'Open now is “{open}”. The workbench opens one library at a time: opening another one changes it for everybody who uses this workbench.',
      unknown:
        'Open now is “{open}”, and “{name}” is not among the libraries opened last. Close “{open}”, open the folder of “{name}”, then open the link again.',
      open: 'Open {path}',
      stay: 'Stay in “{open}”',
      waits: 'The link leads to the library “{name}”. Open it, and the link is followed.'
    }
  },
  vi: {
    copy: 'Sao chép liên kết',
    copied: 'Đã sao chép liên kết.',
    notHere: {
      library: 'Ảnh này không có trong thư viện',
      runs: 'Lần huấn luyện này không có trong thư viện',
      review: 'Lần đánh giá này không có trong thư viện',
      batch: 'Lần tạo chú thích này không có trong thư viện',
      text: 'Có thể nội dung đã bị xoá sau khi liên kết được sao chép, hoặc liên kết bị thiếu một phần.'
    },
    lead: {
      library: 'Xem các ảnh',
      runs: 'Xem lần huấn luyện mới nhất',
      review: 'Xem lần đánh giá mới nhất',
      batch: 'Xem lần tạo chú thích mới nhất'
    },
    lacking: 'Không còn trong thư viện nên không được so sánh: {runs}.',
    other: {
      title: 'Liên kết này dẫn đến thư viện “{name}”',
      text: 'Hiện đang mở “{open}”. Chương trình chỉ mở một thư viện mỗi lúc: mở thư viện khác sẽ thay đổi với mọi người đang dùng chương trình này.',
      unknown:
        'Hiện đang mở “{open}”, và “{name}” không nằm trong số các thư viện mở gần đây. Hãy đóng “{open}”, mở thư mục của “{name}”, rồi mở lại liên kết.',
      open: 'Mở {path}',
      stay: 'Ở lại “{open}”',
      waits: 'Liên kết dẫn đến thư viện “{name}”. Hãy mở thư viện đó để xem nội dung của liên kết.'
    }
  }
})
