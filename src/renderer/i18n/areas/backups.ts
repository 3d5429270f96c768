import { defineWords } from '../define-words'

export const backupWords = defineWords({
  en: {
    title: 'Backups of this library',
    help: 'A backup holds all captions with their history, sentence pairs, settings and the images inside the library. It is restored on the command line: viecap backup restore.',
    noSchedule: 'Nothing is backed up by itself; a host does so with viecap serve --backup-every.',
    schedule: 'The host backs up by itself every {minutes} minutes where something changed.',
    folder: 'Folder:',
    now: 'Back up now',
    making: 'Backing up…',
    none: 'No backups yet.',
    counts: '{images} images, {captions} captions, {pairs} pairs',
    verified: 'Verified {time}',
    verify: 'Verify',
    network: {
      label: 'This library is on a network drive ({disk}).',
      text: 'Its database can be damaged there if two machines open it or the connection breaks. Move the library to a local disk and share it by viecap serve; until then, back it up often.'
    }
  },
  vi: {
    title: 'Bản sao lưu của thư viện này',
    help: 'Bản sao lưu gồm mọi chú thích cùng lịch sử, các cặp câu, cài đặt và những ảnh nằm trong thư viện. Khôi phục trên dòng lệnh: viecap backup restore.',
    noSchedule:
      'Hiện không tự động sao lưu; máy chủ sẽ tự động sao lưu khi chạy viecap serve --backup-every.',
    schedule: 'Máy chủ tự động sao lưu mỗi {minutes} phút nếu có thay đổi.',
    folder: 'Thư mục:',
    now: 'Sao lưu ngay',
    making: 'Đang sao lưu…',
    none: 'Chưa có bản sao lưu nào.',
    counts: '{images} ảnh, {captions} chú thích, {pairs} cặp câu',
    verified: 'Kiểm tra lúc {time}',
    verify: 'Kiểm tra',
    network: {
      label: 'Thư viện này nằm trên ổ mạng ({disk}).',
      text: 'Ở đó, cơ sở dữ liệu có thể bị hỏng nếu hai máy cùng mở hoặc kết nối bị ngắt. Hãy chuyển thư viện sang ổ đĩa của máy rồi chia sẻ bằng viecap serve; trước khi chuyển, hãy sao lưu thường xuyên.'
    }
  }
})
