import { defineWords } from '../define-words'

export const commonWords = defineWords({
  en: {
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    remove: 'Remove',
    browse: 'Browse…',
    choose: 'Choose',
    export: 'Export…',
    retry: 'Try again',
    dismiss: 'Dismiss',
    all: 'All',
    none: 'None',
    yes: 'Yes',
    no: 'No',
    loading: 'Loading…',
    search: 'Search',
    default: 'Default {value}, from {source}.',
    onDevice: 'on {device}',
    split: { label: 'Split', train: 'Train', val: 'Validation', test: 'Test', none: 'None' },
    connection: {
      connecting: 'Connecting',
      open: 'Connected',
      lost: 'Connection lost, trying again',
      lostHelp:
        'If the workbench was started again in a terminal, open the address that it printed there.'
    },
    nav: {
      label: 'Main',
      library: 'Library',
      pairs: 'Pairs',
      checker: 'Checker',
      numbers: 'Numbers',
      train: 'Train',
      runs: 'Runs',
      review: 'Review',
      batch: 'Batch',
      models: 'Models',
      settings: 'Settings'
    },
    closeLibrary: 'Close library',
    folder: {
      title: 'Choose a folder',
      fileTitle: 'Choose a file',
      saveTitle: 'Choose a place',
      path: 'Path',
      up: 'Parent folder',
      go: 'Go',
      empty: 'This folder is empty.',
      emptyFolders: 'No folders in here.',
      chooseThis: 'Choose this folder',
      fileName: 'Name',
      entries: 'Contents of the folder'
    }
  },
  vi: {
    cancel: 'Huỷ',
    close: 'Đóng',
    save: 'Lưu',
    remove: 'Xoá',
    browse: 'Duyệt…',
    choose: 'Chọn',
    export: 'Xuất…',
    retry: 'Thử lại',
    dismiss: 'Bỏ qua',
    all: 'Tất cả',
    none: 'Không',
    yes: 'Có',
    no: 'Không',
    loading: 'Đang tải…',
    search: 'Tìm',
    default: 'Mặc định {value}, theo {source}.',
    onDevice: 'trên {device}',
    split: { label: 'Tập', train: 'Huấn luyện', val: 'Kiểm định', test: 'Kiểm tra', none: 'Không' },
    connection: {
      connecting: 'Đang kết nối',
      open: 'Đã kết nối',
      lost: 'Mất kết nối, đang thử lại',
      lostHelp: 'Nếu chương trình đã được chạy lại trong terminal, hãy mở địa chỉ được in ở đó.'
    },
    nav: {
      label: 'Chính',
      library: 'Thư viện',
      pairs: 'Cặp câu',
      checker: 'Kiểm tra',
      numbers: 'Số liệu',
      train: 'Huấn luyện',
      runs: 'Lượt chạy',
      review: 'Rà soát',
      batch: 'Hàng loạt',
      models: 'Mô hình',
      settings: 'Cài đặt'
    },
    closeLibrary: 'Đóng thư viện',
    folder: {
      title: 'Chọn thư mục',
      fileTitle: 'Chọn tệp',
      saveTitle: 'Chọn nơi lưu',
      path: 'Đường dẫn',
      up: 'Thư mục cha',
      go: 'Đi tới',
      empty: 'Thư mục này trống.',
      emptyFolders: 'Không có thư mục con.',
      chooseThis: 'Chọn thư mục này',
      fileName: 'Tên',
      entries: 'Nội dung thư mục'
    }
  }
})
