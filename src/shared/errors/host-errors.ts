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
  'job.not-resumable': {
    en: 'Job {id} is {state}. Only an interrupted, failed or cancelled job can be resumed.',
    vi: 'Công việc {id} đang ở trạng thái {state}. Chỉ có thể tiếp tục công việc bị gián đoạn, thất bại hoặc đã huỷ.'
  },
  'call.wrong': {
    en: 'The call is not right: {detail}. See viecap --help.',
    vi: 'Lệnh gọi không đúng: {detail}. Xem viecap --help.'
  }
} as const
