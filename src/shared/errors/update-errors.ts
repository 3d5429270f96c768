/** Errors of updates of the application. */
export const updateErrors = {
  'update.unsupported': {
    en: 'This installation does not update itself. Install a newer package in the way you installed this one.',
    vi: 'Bản cài đặt này không tự cập nhật được. Hãy cài gói mới hơn theo cách bạn đã cài bản này.'
  },
  'update.no-feed': {
    en: 'No update feed is set. Enter its address under Settings, Updates.',
    vi: 'Chưa đặt nguồn cập nhật. Hãy nhập địa chỉ trong Cài đặt, mục Cập nhật.'
  },
  'update.feed-invalid': {
    en: 'The update feed “{url}” is not an https address. Correct it under Settings, Updates.',
    vi: 'Nguồn cập nhật “{url}” không phải là địa chỉ https. Hãy sửa trong Cài đặt, mục Cập nhật.'
  },
  'update.none': {
    en: 'There is no newer version to install. Check for updates first.',
    vi: 'Không có phiên bản mới hơn để cài. Hãy kiểm tra bản cập nhật trước.'
  },
  'update.failed': {
    en: 'The update failed ({detail}). Nothing was changed. Check the connection and the address of the update feed ({url}), then try again.',
    vi: 'Không cập nhật được ({detail}). Chưa có gì thay đổi. Hãy kiểm tra kết nối và địa chỉ nguồn cập nhật ({url}), rồi thử lại.'
  }
} as const
