import { defineWords } from '../define-words'

export const welcomeWords = defineWords({
  en: {
    title: 'Viecap Workbench',
    lead: 'Caption pictures in Vietnamese: write, train, caption, correct.',
    open: { title: 'Open a library', path: 'Library folder', action: 'Open' },
    create: {
      title: 'Make a new library',
      path: 'New folder',
      help: 'An empty or new folder. Pictures stay where you have them.',
      action: 'Make library'
    },
    demo: {
      title: 'See it work: the demo world',
      lead: 'Some 900 drawn pictures of health care with Vietnamese captions, 6,000 sentence pairs, and small models to train with. Made on this machine in under a minute, without a network.',
      path: 'Folder of the demo',
      action: 'Make the demo'
    },
    recent: 'Recent libraries',
    recentEmpty: 'Libraries that you open are listed here.'
  },
  vi: {
    title: 'Viecap Workbench',
    lead: 'Chú thích ảnh bằng tiếng Việt: viết, huấn luyện, sinh chú thích, sửa.',
    open: { title: 'Mở thư viện', path: 'Thư mục thư viện', action: 'Mở' },
    create: {
      title: 'Tạo thư viện mới',
      path: 'Thư mục mới',
      help: 'Một thư mục trống hoặc chưa có. Ảnh vẫn ở nguyên chỗ của chúng.',
      action: 'Tạo thư viện'
    },
    demo: {
      title: 'Xem thử: thế giới mẫu',
      lead: 'Khoảng 900 bức tranh vẽ về y tế kèm chú thích tiếng Việt, 6.000 cặp câu, và các mô hình nhỏ để huấn luyện. Được tạo ngay trên máy này trong chưa đầy một phút, không cần mạng.',
      path: 'Thư mục của thế giới mẫu',
      action: 'Tạo thế giới mẫu'
    },
    recent: 'Thư viện gần đây',
    recentEmpty: 'Các thư viện bạn mở sẽ hiện ở đây.'
  }
})
