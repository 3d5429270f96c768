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
    replace: {
      title: 'Replace existing content?',
      file: 'The file {path} already exists ({n} bytes, last changed {date}). Replacing it deletes its current content.',
      folder:
        'The folder {path} is not empty. If you continue, files with the same names as the new ones are replaced; the others are kept.',
      action: 'Replace'
    },
    default: 'Default {value}, from {source}.',
    onDevice: 'on {device}',
    split: { label: 'Split', train: 'Train', val: 'Validation', test: 'Test', none: 'None' },
    connection: {
      connecting: 'Connecting',
      open: 'Connected',
      silent: 'The server is not responding',
      silentHelp: 'Your text is kept in this window and saved when the server responds again.',
      'signed-out': 'You are logged out',
      signedOutHelp: 'Your text is kept in this window.',
      lost: 'Connection lost, reconnecting…',
      lostHelp: 'If the workbench was restarted in a terminal, open the address printed there.'
    },
    nav: {
      label: 'Main navigation',
      library: 'Library',
      work: 'My work',
      pairs: 'Pairs',
      checker: 'Text check',
      statistics: 'Statistics',
      train: 'Train',
      runs: 'Runs',
      review: 'Review',
      adjudicate: 'Adjudicate',
      batch: 'Caption',
      models: 'Models',
      settings: 'Settings'
    },
    closeLibrary: 'Close library',
    place: {
      show: 'Show in folder',
      copy: 'Copy path',
      copied: 'Path copied: {path}'
    },
    drop: {
      release: 'Drop to import into the library, or to open a library',
      releaseClosed: 'Drop a library to open it, or images to import',
      browser:
        'A browser does not tell where dropped files are. Choose Import and enter their path on the machine where the workbench runs.',
      missing: 'What was dropped has no path on this machine. Save it as a file first.',
      later: 'Create or open a library: what you dropped is imported into it then.',
      oneFolder:
        'Images of one folder can be dropped together; for more, drop their common folder.',
      oneFile: 'Drop one caption file or folder at a time, or images of one folder together.'
    },
    folder: {
      title: 'Choose a folder',
      newTitle: 'Choose an empty or new folder',
      chooseFile: 'File…',
      chooseFolder: 'Folder…',
      fileTitle: 'Choose a file',
      saveTitle: 'Save as',
      path: 'Path',
      up: 'Parent folder',
      go: 'Go',
      empty: 'This folder is empty.',
      emptyFolders: 'No subfolders.',
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
    browse: 'Chọn…',
    choose: 'Chọn',
    export: 'Xuất…',
    retry: 'Thử lại',
    dismiss: 'Ẩn thông báo',
    all: 'Tất cả',
    none: 'Không',
    yes: 'Có',
    no: 'Không',
    loading: 'Đang tải…',
    search: 'Tìm',
    replace: {
      title: 'Thay thế nội dung đã có?',
      file: 'Tệp {path} đã có sẵn ({n} byte, sửa lúc {date}). Nếu thay thế, nội dung hiện tại của tệp sẽ mất.',
      folder:
        'Thư mục {path} không trống. Nếu tiếp tục, các tệp trong đó trùng tên với tệp mới sẽ bị thay thế; các tệp khác được giữ nguyên.',
      action: 'Thay thế'
    },
    default: 'Mặc định {value}, theo {source}.',
    onDevice: 'trên {device}',
    split: {
      label: 'Tập',
      train: 'Huấn luyện (train)',
      val: 'Kiểm định (validation)',
      test: 'Kiểm tra (test)',
      none: 'Không'
    },
    connection: {
      connecting: 'Đang kết nối',
      open: 'Đã kết nối',
      silent: 'Máy chủ không phản hồi',
      silentHelp:
        'Nội dung bạn gõ được giữ trong cửa sổ này và sẽ được lưu khi máy chủ phản hồi trở lại.',
      'signed-out': 'Bạn đã đăng xuất',
      signedOutHelp: 'Nội dung bạn gõ được giữ trong cửa sổ này.',
      lost: 'Mất kết nối, đang kết nối lại…',
      lostHelp: 'Nếu chương trình đã được khởi động lại trong terminal, hãy mở địa chỉ hiện ở đó.'
    },
    nav: {
      label: 'Thanh điều hướng chính',
      library: 'Thư viện',
      work: 'Việc của tôi',
      pairs: 'Cặp câu',
      checker: 'Soát lỗi',
      statistics: 'Thống kê',
      train: 'Huấn luyện',
      runs: 'Lần huấn luyện',
      review: 'Rà soát',
      adjudicate: 'Phân xử',
      batch: 'Tạo chú thích',
      models: 'Mô hình',
      settings: 'Cài đặt'
    },
    closeLibrary: 'Đóng thư viện',
    place: {
      show: 'Hiện trong thư mục',
      copy: 'Sao chép đường dẫn',
      copied: 'Đã sao chép đường dẫn: {path}'
    },
    drop: {
      release: 'Thả để nhập vào thư viện, hoặc để mở một thư viện',
      releaseClosed: 'Thả một thư viện để mở, hoặc thả ảnh để nhập',
      browser:
        'Trình duyệt không cho biết tệp được thả nằm ở đâu. Hãy bấm Nhập… rồi điền đường dẫn của tệp trên máy đang chạy chương trình.',
      missing: 'Nội dung được thả không có đường dẫn trên máy này. Hãy lưu thành tệp trước.',
      later: 'Hãy tạo hoặc mở một thư viện: những gì bạn đã thả sẽ được nhập vào đó.',
      oneFolder:
        'Chỉ thả cùng lúc được các ảnh trong một thư mục; nếu nhiều hơn, hãy thả thư mục chung của chúng.',
      oneFile:
        'Mỗi lần hãy thả một tệp chú thích hoặc một thư mục, hoặc nhiều ảnh trong cùng một thư mục.'
    },
    folder: {
      title: 'Chọn thư mục',
      newTitle: 'Chọn thư mục trống hoặc thư mục mới',
      chooseFile: 'Chọn tệp…',
      chooseFolder: 'Chọn thư mục…',
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
