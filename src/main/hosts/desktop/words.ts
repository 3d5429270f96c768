import type { Locale } from '../../../shared/errors'

/** Texts of the native menus and boxes; `{name}` stands for a parameter. */
const words = {
  'app.name': { en: 'Viecap Workbench', vi: 'Viecap Workbench' },
  'box.close': { en: 'Close', vi: 'Đóng' },
  'box.cancel': { en: 'Cancel', vi: 'Huỷ' },

  'library.not-opened': {
    en: 'The library {path} could not be opened.',
    vi: 'Không mở được thư viện {path}.'
  },

  'start.failed': {
    en: 'Viecap Workbench could not start',
    vi: 'Không khởi động được Viecap Workbench'
  },
  'app.failed': {
    en: 'Viecap Workbench has to close',
    vi: 'Viecap Workbench phải đóng'
  },

  'closing.still': {
    en: 'Still closing: running work is being saved. Start the application again in a moment.',
    vi: 'Ứng dụng đang đóng và lưu công việc đang chạy. Hãy mở lại sau giây lát.'
  },
  'closing.running': {
    en: '{job} is still running.',
    vi: 'Công việc “{job}” vẫn đang chạy.'
  },
  'closing.running-many': {
    en: '{job} is still running, and {count} more are waiting.',
    vi: 'Công việc “{job}” vẫn đang chạy, và {count} công việc khác đang chờ.'
  },
  'closing.detail': {
    en: 'If you pause and quit, finished work is kept, training writes a checkpoint first, and you can resume the job when you open the library again.',
    vi: 'Nếu tạm dừng rồi thoát, phần đã xong vẫn được giữ, việc huấn luyện ghi checkpoint trước khi dừng, và bạn có thể chạy tiếp khi mở lại thư viện.'
  },
  'closing.finish': { en: 'Quit When Finished', vi: 'Thoát khi chạy xong' },
  'closing.pause': { en: 'Pause and Quit', vi: 'Tạm dừng và thoát' },

  'page.not-loaded': { en: 'The window could not be loaded.', vi: 'Không tải được cửa sổ.' },
  'page.crashed': {
    en: 'The window crashed and was reloaded.',
    vi: 'Cửa sổ gặp sự cố và đã được tải lại.'
  },
  'page.crashed-detail': {
    en: 'Running jobs were not affected. Text that was not saved yet is kept and shown as unsaved.',
    vi: 'Các công việc đang chạy không bị ảnh hưởng. Nội dung chưa lưu vẫn được giữ và được hiện là chưa lưu.'
  },
  'page.crashes': { en: 'The window keeps crashing.', vi: 'Cửa sổ liên tục gặp sự cố.' },
  'page.unresponsive': { en: 'The window is not responding.', vi: 'Cửa sổ không phản hồi.' },
  'page.reload': { en: 'Reload', vi: 'Tải lại' },
  'page.wait': { en: 'Wait', vi: 'Đợi' },
  'page.quit': { en: 'Quit', vi: 'Thoát' },

  'menu.about': { en: 'About Viecap Workbench', vi: 'Giới thiệu Viecap Workbench' },
  'menu.services': { en: 'Services', vi: 'Dịch vụ' },
  'menu.hide': { en: 'Hide Viecap Workbench', vi: 'Ẩn Viecap Workbench' },
  'menu.hide-others': { en: 'Hide Others', vi: 'Ẩn các ứng dụng khác' },
  'menu.unhide': { en: 'Show All', vi: 'Hiện tất cả' },
  'menu.quit': { en: 'Quit Viecap Workbench', vi: 'Thoát Viecap Workbench' },
  'menu.file': { en: 'File', vi: 'Tệp' },
  'menu.open-library': { en: 'Open Library…', vi: 'Mở thư viện…' },
  'menu.recent': { en: 'Open Recent', vi: 'Mở gần đây' },
  'menu.recent-none': { en: 'No recent libraries', vi: 'Chưa có thư viện gần đây' },
  'menu.recent-missing': { en: '{library} (not found)', vi: '{library} (không tìm thấy)' },
  'menu.recent-forget-missing': {
    en: 'Remove Missing Libraries',
    vi: 'Bỏ các thư viện không tìm thấy'
  },
  'menu.recent-forget': { en: 'Clear List', vi: 'Xoá danh sách' },
  'menu.show-log': { en: 'Show Log File', vi: 'Hiện tệp nhật ký' },
  'menu.exit': { en: 'Exit', vi: 'Thoát' },
  'menu.close-window': { en: 'Close Window', vi: 'Đóng cửa sổ' },
  'menu.edit': { en: 'Edit', vi: 'Chỉnh sửa' },
  'menu.undo': { en: 'Undo', vi: 'Hoàn tác' },
  'menu.redo': { en: 'Redo', vi: 'Làm lại' },
  'menu.cut': { en: 'Cut', vi: 'Cắt' },
  'menu.copy': { en: 'Copy', vi: 'Sao chép' },
  'menu.copy-image': { en: 'Copy Image', vi: 'Sao chép ảnh' },
  'menu.paste': { en: 'Paste', vi: 'Dán' },
  'menu.delete': { en: 'Delete', vi: 'Xoá' },
  'menu.select-all': { en: 'Select All', vi: 'Chọn tất cả' },
  'menu.view': { en: 'View', vi: 'Xem' },
  'menu.zoom-reset': { en: 'Actual Size', vi: 'Kích thước thực' },
  'menu.zoom-in': { en: 'Zoom In', vi: 'Phóng to' },
  'menu.zoom-out': { en: 'Zoom Out', vi: 'Thu nhỏ' },
  'menu.full-screen': { en: 'Toggle Full Screen', vi: 'Bật/tắt toàn màn hình' },
  'menu.reload': { en: 'Reload', vi: 'Tải lại' },
  'menu.dev-tools': { en: 'Developer Tools', vi: 'Công cụ cho nhà phát triển' },
  'menu.inspect': { en: 'Inspect Element', vi: 'Kiểm tra phần tử' },
  'menu.window': { en: 'Window', vi: 'Cửa sổ' },
  'menu.minimize': { en: 'Minimize', vi: 'Thu nhỏ cửa sổ' },
  'menu.zoom-window': { en: 'Zoom', vi: 'Phóng to cửa sổ' },
  'menu.front': { en: 'Bring All to Front', vi: 'Đưa tất cả ra trước' },
  'menu.help': { en: 'Help', vi: 'Trợ giúp' }
} as const satisfies Record<string, Record<Locale, string>>

export type WordKey = keyof typeof words
export type WordParams = Record<string, string | number>

/** A text of the shell in `locale`. */
export const wordIn = (locale: Locale, key: WordKey, params: WordParams = {}): string =>
  words[key][locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
