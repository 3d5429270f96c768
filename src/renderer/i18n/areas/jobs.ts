import { defineWords } from '../define-words'

export const jobWords = defineWords({
  en: {
    strip: 'Jobs',
    idle: 'No job is running',
    queued: '{n} waiting',
    cancel: 'Cancel job',
    resume: 'Resume',
    pause: 'Pause',
    goOn: 'Go on',
    queue: {
      title: 'Queue',
      empty: 'Nothing waits.',
      up: 'Earlier',
      down: 'Later',
      duplicate: 'Duplicate',
      interrupted: '1 job was interrupted | {n} jobs were interrupted',
      resumeAll: 'Resume all',
      notify: 'Tell me when a job ends'
    },
    ended: {
      done: '{job} is done',
      failed: '{job} failed',
      interrupted: '{job} was interrupted'
    },
    kind: {
      import: 'Import',
      embed: 'Embedding',
      train: 'Training',
      caption: 'Captioning',
      evaluate: 'Evaluation',
      download: 'Download',
      demo: 'Demo world',
      duplicates: 'Near-duplicates'
    },
    state: {
      queued: 'Queued',
      running: 'Running',
      paused: 'Paused',
      done: 'Done',
      failed: 'Failed',
      cancelled: 'Cancelled',
      interrupted: 'Interrupted'
    },
    phase: {
      queued: 'Waiting',
      reading: 'Reading the file',
      checking: 'Checking the pictures',
      importing: 'Storing',
      'embedding-images': 'Embedding pictures',
      'embedding-sentences': 'Embedding sentences',
      freezing: 'Preparing the run',
      training: 'Training',
      captioning: 'Captioning',
      looking: 'Looking at the pictures',
      comparing: 'Comparing the pictures',
      listing: 'Listing the pictures',
      'listing-model': 'Asking the hub',
      downloading: 'Downloading',
      'checking-model': 'Checking the model',
      drawing: 'Drawing pictures',
      'adding-models': 'Adding models'
    },
    progress: '{done} of {total}',
    perSecond: '{rate}/s',
    megabytes: '{size} MB',
    left: '{time} left',
    seconds: '{n} s',
    minutes: '{n} min',
    hours: '{n} h'
  },
  vi: {
    strip: 'Công việc',
    idle: 'Không có công việc nào đang chạy',
    queued: '{n} đang chờ',
    cancel: 'Huỷ công việc',
    resume: 'Chạy tiếp',
    pause: 'Tạm dừng',
    goOn: 'Tiếp tục',
    queue: {
      title: 'Hàng đợi',
      empty: 'Không có gì đang chờ.',
      up: 'Lên trước',
      down: 'Xuống sau',
      duplicate: 'Nhân bản',
      interrupted: '{n} công việc bị gián đoạn',
      resumeAll: 'Chạy tiếp tất cả',
      notify: 'Báo khi công việc kết thúc'
    },
    ended: {
      done: '{job} đã xong',
      failed: '{job} bị lỗi',
      interrupted: '{job} bị gián đoạn'
    },
    kind: {
      import: 'Nhập',
      embed: 'Tính embedding',
      train: 'Huấn luyện',
      caption: 'Sinh chú thích',
      evaluate: 'Đánh giá',
      download: 'Tải mô hình',
      demo: 'Thế giới mẫu',
      duplicates: 'Ảnh gần trùng'
    },
    state: {
      queued: 'Đang chờ',
      running: 'Đang chạy',
      paused: 'Tạm dừng',
      done: 'Xong',
      failed: 'Lỗi',
      cancelled: 'Đã huỷ',
      interrupted: 'Bị gián đoạn'
    },
    phase: {
      queued: 'Đang chờ',
      reading: 'Đang đọc tệp',
      checking: 'Đang kiểm tra ảnh',
      importing: 'Đang lưu',
      'embedding-images': 'Tính embedding ảnh',
      'embedding-sentences': 'Tính embedding câu',
      freezing: 'Chuẩn bị lượt chạy',
      training: 'Đang huấn luyện',
      captioning: 'Đang sinh chú thích',
      looking: 'Đang xem ảnh',
      comparing: 'Đang so sánh ảnh',
      listing: 'Đang tìm ảnh',
      'listing-model': 'Đang hỏi kho mô hình',
      downloading: 'Đang tải',
      'checking-model': 'Đang kiểm tra mô hình',
      drawing: 'Đang vẽ ảnh',
      'adding-models': 'Đang thêm mô hình'
    },
    progress: '{done} / {total}',
    perSecond: '{rate}/giây',
    megabytes: '{size} MB',
    left: 'còn {time}',
    seconds: '{n} giây',
    minutes: '{n} phút',
    hours: '{n} giờ'
  }
})
