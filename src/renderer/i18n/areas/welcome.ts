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
    recent: 'Thư viện gần đây',
    recentEmpty: 'Các thư viện bạn mở sẽ hiện ở đây.'
  }
})
