import { defineWords } from '../define-words'

export const aboutWords = defineWords({
  en: {
    title: 'About Viecap Workbench',
    version: 'Version',
    system: 'System',
    copy: 'Copy versions',
    copied: 'Versions copied',
    licences: 'Licences',
    own: 'Viecap Workbench is free software under the MIT licence.',
    thirdParty: 'Software that it includes',
    loading: 'Loading…',
    updates: {
      title: 'Updates',
      feed: 'Update feed',
      feedHelp:
        'An https address that offers newer versions. While one is set, the workbench looks there once a day. It never downloads or installs anything without asking. Leave it empty to turn this off.',
      check: 'Check for updates',
      off: 'Off: no update feed is set.',
      unsupported: 'This installation does not update itself.',
      idle: 'Not checked yet.',
      current: 'This is the newest version. Checked {time}.',
      checking: 'Checking for updates…',
      available: 'Version {version} is available.',
      download: 'Download',
      downloading: 'Downloading version {version}…',
      ready: 'Version {version} is downloaded and can be installed.',
      install: 'Install and restart',
      installHelp: 'Running jobs are stopped safely first and can be resumed afterwards.',
      installing: 'Installing version {version}…',
      show: 'Show'
    }
  },
  vi: {
    title: 'Giới thiệu Viecap Workbench',
    version: 'Phiên bản',
    system: 'Hệ thống',
    copy: 'Sao chép thông tin phiên bản',
    copied: 'Đã sao chép thông tin phiên bản',
    licences: 'Giấy phép',
    own: 'Viecap Workbench là phần mềm tự do theo giấy phép MIT.',
    thirdParty: 'Phần mềm đi kèm',
    loading: 'Đang tải…',
    updates: {
      title: 'Cập nhật',
      feed: 'Nguồn cập nhật',
      feedHelp:
        'Địa chỉ https cung cấp các phiên bản mới. Khi đã đặt, chương trình kiểm tra mỗi ngày một lần và không bao giờ tự tải hay cài đặt khi chưa hỏi bạn. Để trống để tắt.',
      check: 'Kiểm tra bản cập nhật',
      off: 'Đang tắt: chưa đặt nguồn cập nhật.',
      unsupported: 'Bản cài đặt này không tự cập nhật.',
      idle: 'Chưa kiểm tra.',
      current: 'Đây là phiên bản mới nhất. Đã kiểm tra lúc {time}.',
      checking: 'Đang kiểm tra bản cập nhật…',
      available: 'Đã có phiên bản {version}.',
      download: 'Tải về',
      downloading: 'Đang tải phiên bản {version}…',
      ready: 'Đã tải xong phiên bản {version}, có thể cài đặt.',
      install: 'Cài đặt và khởi động lại',
      installHelp: 'Các công việc đang chạy được dừng an toàn trước và có thể chạy tiếp sau đó.',
      installing: 'Đang cài đặt phiên bản {version}…',
      show: 'Xem'
    }
  }
})
