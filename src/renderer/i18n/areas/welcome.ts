import { defineWords } from '../define-words'

export const welcomeWords = defineWords({
  en: {
    title: 'Viecap Workbench',
    lead: 'Caption images in Vietnamese: annotate, train, caption, review.',
    open: { title: 'Open a library', path: 'Library folder', action: 'Open' },
    create: {
      title: 'Create a new library',
      path: 'New folder',
      help: 'An empty or new folder. Your images stay where they are.',
      action: 'Create library'
    },
    demo: {
      title: 'Try it out: the demo library',
      lead: 'About 900 drawn images about health care with Vietnamese captions, 6,000 sentence pairs, and small models to train with. Created on this machine in under a minute, without a network connection.',
      path: 'Folder for the demo library',
      action: 'Create the demo library'
    },
    opening: {
      title: 'Opening {name}',
      opening: 'Reading the library',
      copying: 'Backing up the library before it is updated',
      migrating: 'Updating the library to this version, step {step} of {total}',
      checking: 'Checking the library'
    },
    recent: 'Recent libraries',
    recentMissing: 'not found',
    forget: 'Remove {name} from this list',
    recentEmpty: 'Libraries that you open are listed here.'
  },
  vi: {
    title: 'Viecap Workbench',
    lead: 'Chú thích ảnh bằng tiếng Việt: viết, huấn luyện, tạo chú thích, rà soát.',
    open: { title: 'Mở thư viện', path: 'Thư mục thư viện', action: 'Mở' },
    create: {
      title: 'Tạo thư viện mới',
      path: 'Thư mục mới',
      help: 'Một thư mục trống hoặc thư mục mới. Ảnh của bạn vẫn ở nguyên chỗ.',
      action: 'Tạo thư viện'
    },
    demo: {
      title: 'Dùng thử: thư viện mẫu',
      lead: 'Khoảng 900 ảnh vẽ về chăm sóc sức khoẻ kèm chú thích tiếng Việt, 6.000 cặp câu và các mô hình nhỏ để huấn luyện. Được tạo ngay trên máy này trong chưa đầy một phút, không cần mạng.',
      path: 'Thư mục của thư viện mẫu',
      action: 'Tạo thư viện mẫu'
    },
    opening: {
      title: 'Đang mở {name}',
      opening: 'Đang đọc thư viện',
      copying: 'Đang sao lưu thư viện trước khi cập nhật',
      migrating: 'Đang cập nhật thư viện lên phiên bản này, bước {step}/{total}',
      checking: 'Đang kiểm tra thư viện'
    },
    recent: 'Thư viện gần đây',
    recentMissing: 'không tìm thấy',
    forget: 'Bỏ {name} khỏi danh sách này',
    recentEmpty: 'Các thư viện bạn mở sẽ hiện ở đây.'
  }
})
