/** Errors of the command line and of the hosts. */
export const hostErrors = {
  'connection.lost': {
    en: 'The workbench does not answer. What you typed is kept here and saved when it is back.',
    vi: 'Không liên lạc được với chương trình. Nội dung bạn gõ vẫn được giữ ở đây và sẽ được lưu khi kết nối lại.'
  },
  'input.invalid': {
    en: 'The value of {field} is not valid: {detail}.',
    vi: 'Giá trị của {field} không hợp lệ: {detail}.'
  },
  'job.not-running': {
    en: 'Job {id} is not running, so it cannot be paused. Reload the list of jobs.',
    vi: 'Công việc {id} không chạy nên không thể tạm dừng. Hãy tải lại danh sách công việc.'
  },
  'job.not-queued': {
    en: 'Job {id} does not wait any more (it is {state}), so it has no place in the queue. Reload the list of jobs.',
    vi: 'Công việc {id} không còn chờ (trạng thái {state}) nên không có chỗ trong hàng đợi. Hãy tải lại danh sách công việc.'
  },
  'job.not-resumable': {
    en: 'Job {id} is {state}. Only an interrupted, failed or cancelled job can be resumed.',
    vi: 'Công việc {id} đang ở trạng thái {state}. Chỉ có thể tiếp tục công việc bị gián đoạn, thất bại hoặc đã huỷ.'
  },
  'call.wrong': {
    en: 'The call is not right: {detail}. See viecap --help.',
    vi: 'Lệnh gọi không đúng: {detail}. Xem viecap --help.'
  },
  'model.none-registered': {
    en: 'The library has no {kind} model. Register one: viecap models add DIR --library DIR.',
    vi: 'Thư viện chưa có mô hình {kind}. Hãy đăng ký: viecap models add DIR --library DIR.'
  },
  'score.unmatched': {
    en: 'The file {path} has no caption for {name} ({count} pictures in all). Both files must caption the same pictures.',
    vi: 'Tệp {path} không có chú thích cho {name} (tổng cộng {count} ảnh). Hai tệp phải chú thích cùng các ảnh.'
  },
  'score.empty': {
    en: 'The file {path} holds no captions to score.',
    vi: 'Tệp {path} không có chú thích nào để chấm.'
  },
  'host.port-unavailable': {
    en: 'Port {port} cannot be used ({detail}). Choose another one, or leave --port out for a free one.',
    vi: 'Không dùng được cổng {port} ({detail}). Hãy chọn cổng khác, hoặc bỏ --port để lấy một cổng trống.'
  }
} as const
