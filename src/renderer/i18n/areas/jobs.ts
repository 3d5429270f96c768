import { jobEnds, jobNames } from '../../../shared/job-ends'
import { defineWords } from '../define-words'

export const jobWords = defineWords({
  en: {
    strip: 'Jobs',
    idle: 'No job is running',
    queued: '{n} waiting',
    cancel: 'Cancel job',
    resume: 'Resume',
    pause: 'Pause',
    continue: 'Continue',
    queue: {
      title: 'Queue',
      empty: 'The queue is empty.',
      up: 'Move up',
      down: 'Move down',
      duplicate: 'Duplicate',
      interrupted: '1 job was interrupted | {n} jobs were interrupted',
      resumeAll: 'Resume all',
      notify: 'Notify me when a job ends'
    },
    ended: jobEnds.en,
    leaving: {
      title: 'A job is running',
      text: '{job} is running in this library. Closing the library now interrupts it. Finished work is kept, training writes a checkpoint first, and you can resume the job when you open the library again.',
      wait: 'Wait',
      leave: 'Interrupt and close'
    },
    kind: jobNames.en,
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
      checking: 'Checking the images',
      importing: 'Saving',
      'embedding-images': 'Embedding images',
      'embedding-sentences': 'Embedding sentences',
      freezing: 'Preparing the run',
      sending: 'Sending to the cluster',
      training: 'Training',
      captioning: 'Captioning',
      looking: 'Hashing the images',
      comparing: 'Comparing the images',
      listing: 'Listing the images',
      'listing-model': 'Querying the model hub',
      downloading: 'Downloading',
      'checking-model': 'Checking the model',
      drawing: 'Drawing images',
      'adding-models': 'Adding models'
    },
    progress: '{done} of {total}',
    perSecond: '{rate} per second',
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
    continue: 'Tiếp tục',
    queue: {
      title: 'Hàng đợi',
      empty: 'Hàng đợi trống.',
      up: 'Chuyển lên',
      down: 'Chuyển xuống',
      duplicate: 'Nhân bản',
      interrupted: '{n} công việc bị gián đoạn',
      resumeAll: 'Chạy tiếp tất cả',
      notify: 'Thông báo khi công việc kết thúc'
    },
    ended: jobEnds.vi,
    leaving: {
      title: 'Có công việc đang chạy',
      text: 'Công việc “{job}” đang chạy trong thư viện này. Nếu đóng thư viện bây giờ, công việc sẽ bị gián đoạn. Phần đã xong vẫn được giữ, việc huấn luyện ghi checkpoint trước khi dừng, và bạn có thể chạy tiếp khi mở lại thư viện.',
      wait: 'Đợi',
      leave: 'Ngắt và đóng'
    },
    kind: jobNames.vi,
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
      'embedding-images': 'Đang tính vector nhúng ảnh',
      'embedding-sentences': 'Đang tính vector nhúng câu',
      freezing: 'Đang chuẩn bị lần huấn luyện',
      sending: 'Đang gửi lên cụm máy',
      training: 'Đang huấn luyện',
      captioning: 'Đang tạo chú thích',
      looking: 'Đang tính hàm băm của ảnh',
      comparing: 'Đang so sánh ảnh',
      listing: 'Đang liệt kê ảnh',
      'listing-model': 'Đang truy vấn kho mô hình',
      downloading: 'Đang tải',
      'checking-model': 'Đang kiểm tra mô hình',
      drawing: 'Đang vẽ ảnh',
      'adding-models': 'Đang thêm mô hình'
    },
    progress: '{done} / {total}',
    perSecond: '{rate} mỗi giây',
    megabytes: '{size} MB',
    left: 'còn {time}',
    seconds: '{n} giây',
    minutes: '{n} phút',
    hours: '{n} giờ'
  }
})
