/** Errors of downloading a model from the hub. */
export const hubErrors = {
  'hub.unreachable': {
    en: 'The model hub {host} cannot be reached ({detail}). Check the network, or set HF_ENDPOINT to a mirror; what has been transferred is kept.',
    vi: 'Không kết nối được kho mô hình {host} ({detail}). Hãy kiểm tra mạng, hoặc đặt HF_ENDPOINT tới một máy chủ gương; phần đã truyền vẫn được giữ.'
  },
  'hub.bad-endpoint': {
    en: 'HF_ENDPOINT is "{value}", which is not a web address. Set it to an address such as https://huggingface.co, or unset it.',
    vi: 'HF_ENDPOINT là "{value}", không phải địa chỉ web. Hãy đặt địa chỉ như https://huggingface.co, hoặc xoá biến này.'
  },
  'hub.bad-token': {
    en: 'HF_TOKEN contains characters that an access token cannot have, such as a space or a line break. Copy the token again, or unset it.',
    vi: 'HF_TOKEN có ký tự mà mã truy cập không thể có, như dấu cách hay xuống dòng. Hãy sao chép lại mã, hoặc xoá biến này.'
  },
  'hub.other-scheme': {
    en: 'The hub {host} redirects {name} to an address that starts with {scheme}:, which is not followed. Nothing was downloaded from there; check HF_ENDPOINT.',
    vi: 'Kho {host} chuyển {name} tới một địa chỉ bắt đầu bằng {scheme}:, nên không được chấp nhận. Không có gì được tải từ đó; hãy kiểm tra HF_ENDPOINT.'
  },
  'hub.not-found': {
    en: 'There is no model or data set {name} on {host}. Check the name; a private one needs HF_TOKEN.',
    vi: 'Không có mô hình hay bộ dữ liệu {name} trên {host}. Hãy kiểm tra tên; mục riêng tư cần HF_TOKEN.'
  },
  'hub.not-allowed': {
    en: 'The hub {host} requires permission to download {name}. Accept the terms on its page and set HF_TOKEN to your access token.',
    vi: 'Kho {host} không cho tải {name} khi chưa được phép. Hãy chấp nhận điều khoản trên trang của nó và đặt HF_TOKEN là mã truy cập của bạn.'
  },
  'hub.refused': {
    en: 'The hub {host} answered the request for {name} with status {status}. Try again later, or set HF_ENDPOINT to a mirror; what has been transferred is kept.',
    vi: 'Kho {host} trả lời {name} với mã {status}. Hãy thử lại sau, hoặc đặt HF_ENDPOINT tới một máy chủ gương; phần đã truyền vẫn được giữ.'
  },
  'hub.too-many-requests': {
    en: 'The hub {host} accepts no more requests for {seconds} seconds. Try again after that; what has been transferred is kept.',
    vi: 'Kho {host} không nhận thêm yêu cầu trong {seconds} giây. Hãy thử lại sau đó; phần đã truyền vẫn được giữ.'
  },
  'hub.redirects': {
    en: 'The hub {host} redirects {name} in a loop. Check HF_ENDPOINT, or try again later.',
    vi: 'Kho {host} chuyển hướng {name} lòng vòng. Hãy kiểm tra HF_ENDPOINT hoặc thử lại sau.'
  },
  'hub.bad-listing': {
    en: 'The hub {host} did not return a valid file list for {name}: {detail}. Check HF_ENDPOINT.',
    vi: 'Kho {host} không trả về danh sách tệp hợp lệ cho {name}: {detail}. Hãy kiểm tra HF_ENDPOINT.'
  },
  'hub.no-data': {
    en: 'The data set {name} holds no data files, only pages or a script that loads it from elsewhere. See its page on the hub, download it there, and import the folder.',
    vi: 'Bộ dữ liệu {name} không chứa tệp dữ liệu nào, chỉ có trang mô tả hoặc mã tải từ nơi khác. Hãy xem trang của nó trên kho, tải về từ đó rồi nhập thư mục.'
  },
  'hub.unsafe-name': {
    en: '{name} lists a file "{file}" that would be outside its folder. Nothing was downloaded; choose another model.',
    vi: 'Mô hình {name} có tệp "{file}" nằm ngoài thư mục của nó. Không tải gì cả; hãy chọn mô hình khác.'
  },
  'hub.no-model': {
    en: 'The model {name} has no {missing}, so it cannot be used here. Choose an encoder (CLIP, SigLIP, MetaCLIP 2) or GPT-2 for PyTorch.',
    vi: 'Mô hình {name} không có {missing} nên không dùng được ở đây. Hãy chọn bộ mã hoá (CLIP, SigLIP, MetaCLIP 2) hoặc GPT-2 cho PyTorch.'
  },
  'hub.interrupted': {
    en: 'The connection to {host} kept breaking while {file} was being downloaded ({detail}). Start the download again to continue where it stopped.',
    vi: 'Kết nối tới {host} liên tục bị ngắt khi tải {file} ({detail}). Hãy tải lại để tiếp tục từ chỗ đã dừng.'
  },
  'hub.wrong-length': {
    en: 'According to {host}, the file {file} has {expected} bytes, but the server sends {found}. Try again later, or set HF_ENDPOINT to another mirror.',
    vi: 'Theo danh sách của {host}, tệp {file} có {expected} byte nhưng máy chủ gửi {found}. Hãy thử lại sau hoặc đặt HF_ENDPOINT tới máy chủ gương khác.'
  },
  'hub.wrong-content': {
    en: "The hash of the file {file} from {host} does not match the hub's file list. The file was discarded; try again, or set HF_ENDPOINT to another mirror.",
    vi: 'Mã băm của tệp {file} từ {host} không khớp danh sách tệp của kho. Tệp đã bị xoá; hãy thử lại hoặc đặt HF_ENDPOINT tới máy chủ gương khác.'
  },
  'hub.disk-full': {
    en: 'The download needs {needed} MB in {path}, but only {free} MB are free. Free some space or choose another folder.',
    vi: 'Bản tải cần {needed} MB trong {path}, nơi chỉ còn {free} MB trống. Hãy giải phóng dung lượng hoặc chọn thư mục khác.'
  },
  'hub.folder-taken': {
    en: 'The folder {path} already contains other files. Choose a new or empty folder for the download.',
    vi: 'Thư mục {path} đang chứa nội dung khác. Hãy chọn một thư mục mới hoặc trống cho mô hình.'
  },
  'hub.in-progress': {
    en: 'Another process is downloading into {path}. Wait for it to finish or cancel it first.',
    vi: 'Một tiến trình khác đang tải vào {path}. Hãy để nó xong hoặc huỷ nó trước.'
  }
} as const
