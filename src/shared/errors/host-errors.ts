/** Errors of the command line and of the hosts. */
export const hostErrors = {
  'connection.lost': {
    en: 'The workbench is not responding. Your text is kept here and saved when the connection is back.',
    vi: 'Không liên lạc được với chương trình. Nội dung bạn gõ vẫn được giữ ở đây và sẽ được lưu khi kết nối lại.'
  },
  'host.not-able': {
    en: 'The workbench runs in a browser here, which has no dialogs and no file manager of the system. Enter the path instead.',
    vi: 'Chương trình đang chạy trong trình duyệt nên không có hộp thoại và trình quản lý tệp của hệ thống. Hãy nhập đường dẫn.'
  },
  'job.not-running': {
    en: 'Job {id} is not running, so it cannot be paused. Reload the list of jobs.',
    vi: 'Công việc {id} không chạy nên không thể tạm dừng. Hãy tải lại danh sách công việc.'
  },
  'job.not-queued': {
    en: 'Job {id} is no longer waiting (it is {state}), so it cannot be moved in the queue. Reload the list of jobs.',
    vi: 'Công việc {id} không còn chờ (trạng thái {state}) nên không di chuyển được trong hàng đợi. Hãy tải lại danh sách công việc.'
  },
  'job.not-resumable': {
    en: 'Job {id} is {state}. Only an interrupted, failed or cancelled job can be resumed.',
    vi: 'Công việc {id} đang ở trạng thái {state}. Chỉ có thể chạy tiếp công việc bị gián đoạn, bị lỗi hoặc đã huỷ.'
  },
  'call.wrong': {
    en: 'Invalid command: {detail}. See viecap --help.',
    vi: 'Lệnh không hợp lệ: {detail}. Xem viecap --help.'
  },
  'call.interrupted': {
    en: 'Interrupted before the work was done.',
    vi: 'Bị ngắt trước khi xong việc.'
  },
  'call.interrupted-resume': {
    en: 'Interrupted. Resume with: {command}',
    vi: 'Bị ngắt giữa chừng. Chạy tiếp bằng lệnh: {command}'
  },
  'model.none-registered': {
    en: 'The library has no {kind} model. Register one: viecap models add DIR --library DIR.',
    vi: 'Thư viện chưa có mô hình {kind}. Hãy thêm mô hình: viecap models add DIR --library DIR.'
  },
  'score.unmatched': {
    en: 'The file {path} has no caption for {name} ({count} images in all). Both files must caption the same images.',
    vi: 'Tệp {path} không có chú thích cho {name} (tổng cộng {count} ảnh). Hai tệp phải chú thích cùng các ảnh.'
  },
  'score.no-words': {
    en: 'The profile "segmented" needs to know which syllables belong together, and no reference joins any by "_". Give a file with a word a line (--words).',
    vi: 'Cách chấm "segmented" cần biết những âm tiết nào thuộc cùng một từ, nhưng không câu tham chiếu nào nối âm tiết bằng "_". Hãy chọn một tệp có mỗi dòng một từ (--words).'
  },
  'score.empty': {
    en: 'The file {path} contains no captions to score.',
    vi: 'Tệp {path} không có chú thích nào để chấm.'
  },
  'host.link-needed': {
    en: 'This browser has no access yet, or the link was already used: each link works once. To get a new link, run `viecap serve --link` on the machine where the workbench is running and open the address it prints.',
    vi: 'Trình duyệt này chưa được cấp quyền, hoặc liên kết đã được dùng: mỗi liên kết chỉ dùng một lần. Để lấy liên kết mới, hãy chạy `viecap serve --link` trên máy đang chạy chương trình rồi mở địa chỉ được in ra.'
  },
  'host.not-from-here': {
    en: 'The workbench only accepts requests addressed to its own machine, such as localhost, 127.0.0.1 or viecap.localhost, on any port. To use it from another computer, forward a port with `ssh -L 9000:127.0.0.1:{port} USER@MACHINE`, then open http://localhost:9000 followed by the part of the link after the port. The workbench is not meant to be exposed to a network.',
    vi: 'Chương trình chỉ nhận yêu cầu gửi đến chính máy này, như localhost, 127.0.0.1 hay viecap.localhost, với cổng bất kỳ. Để dùng từ máy khác, hãy chuyển tiếp một cổng ở máy đó bằng `ssh -L 9000:127.0.0.1:{port} USER@MACHINE`, rồi mở http://localhost:9000 kèm phần sau số cổng trong liên kết. Không nên mở chương trình ra mạng.'
  },
  'host.bad-certificate': {
    en: 'HTTPS cannot be used with the given --cert and --key ({detail}). Both must be PEM files, and the key must belong to the certificate.',
    vi: 'Không dùng được HTTPS với --cert và --key đã cho ({detail}). Cả hai phải là tệp PEM, và khoá phải thuộc về chứng chỉ.'
  },
  'host.wrong-address': {
    en: 'This server is reached at {url} alone. Open that address. If you administer the server and see this behind a proxy, the proxy must pass the `Host` header on unchanged.',
    vi: 'Chỉ vào được máy chủ này ở {url}. Hãy mở địa chỉ đó. Nếu bạn quản trị máy chủ và thấy thông báo này phía sau proxy, proxy phải chuyển tiếp nguyên vẹn tiêu đề `Host`.'
  },
  'host.none-running': {
    en: 'You have no running `viecap serve` on this machine. Start one: viecap serve.',
    vi: 'Bạn không có `viecap serve` nào đang chạy trên máy này. Hãy khởi động: viecap serve.'
  },
  'host.port-unavailable': {
    en: 'Port {port} cannot be used ({detail}). Choose another port, or omit --port to use a free one.',
    vi: 'Không dùng được cổng {port} ({detail}). Hãy chọn cổng khác, hoặc bỏ --port để lấy một cổng trống.'
  }
} as const
