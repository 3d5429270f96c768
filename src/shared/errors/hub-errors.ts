/** Errors of loading a model from the hub. */
export const hubErrors = {
  'hub.unreachable': {
    en: 'The model hub {host} cannot be reached ({detail}). Check the network, or set HF_ENDPOINT to a mirror; what was loaded is kept.',
    vi: 'Không kết nối được kho mô hình {host} ({detail}). Hãy kiểm tra mạng, hoặc đặt HF_ENDPOINT tới một máy chủ gương; phần đã tải vẫn được giữ.'
  },
  'hub.bad-endpoint': {
    en: 'HF_ENDPOINT is "{value}", which is no web address. Set it to one such as https://huggingface.co, or leave it out.',
    vi: 'HF_ENDPOINT là "{value}", không phải địa chỉ web. Hãy đặt địa chỉ như https://huggingface.co, hoặc bỏ trống.'
  },
  'hub.not-found': {
    en: 'There is no model {name} on {host}. Check the name; a private one needs HF_TOKEN.',
    vi: 'Không có mô hình {name} trên {host}. Hãy kiểm tra tên; mô hình riêng tư cần HF_TOKEN.'
  },
  'hub.not-allowed': {
    en: 'The hub {host} does not hand out {name} without permission. Accept its terms on its page there and set HF_TOKEN to your access token.',
    vi: 'Kho {host} không cho tải {name} khi chưa được phép. Hãy chấp nhận điều khoản trên trang của mô hình và đặt HF_TOKEN là mã truy cập của bạn.'
  },
  'hub.refused': {
    en: 'The hub {host} answered {name} with status {status}. Try again later, or set HF_ENDPOINT to a mirror; what was loaded is kept.',
    vi: 'Kho {host} trả lời {name} với mã {status}. Hãy thử lại sau, hoặc đặt HF_ENDPOINT tới một máy chủ gương; phần đã tải vẫn được giữ.'
  },
  'hub.too-many-requests': {
    en: 'The hub {host} takes no more requests for {seconds} seconds. Try again then; what was loaded is kept.',
    vi: 'Kho {host} không nhận thêm yêu cầu trong {seconds} giây. Hãy thử lại sau đó; phần đã tải vẫn được giữ.'
  },
  'hub.redirects': {
    en: 'The hub {host} sends {name} around in a circle. Check HF_ENDPOINT, or try again later.',
    vi: 'Kho {host} chuyển hướng {name} lòng vòng. Hãy kiểm tra HF_ENDPOINT hoặc thử lại sau.'
  },
  'hub.bad-listing': {
    en: 'The hub {host} answered with no proper list of files for {name}: {detail}. Check HF_ENDPOINT.',
    vi: 'Kho {host} không trả về danh sách tệp hợp lệ cho {name}: {detail}. Hãy kiểm tra HF_ENDPOINT.'
  },
  'hub.unsafe-name': {
    en: 'The model {name} lists a file "{file}", which would lie outside its folder. Nothing was loaded; choose another model.',
    vi: 'Mô hình {name} có tệp "{file}" nằm ngoài thư mục của nó. Không tải gì cả; hãy chọn mô hình khác.'
  },
  'hub.no-model': {
    en: 'The model {name} has no {missing}, so it cannot be used here. Choose a CLIP or GPT-2 model for PyTorch.',
    vi: 'Mô hình {name} không có {missing} nên không dùng được ở đây. Hãy chọn mô hình CLIP hoặc GPT-2 cho PyTorch.'
  },
  'hub.interrupted': {
    en: 'The connection to {host} broke off again and again while {file} was loaded ({detail}). Start the download again to go on where it stopped.',
    vi: 'Kết nối tới {host} liên tục bị ngắt khi tải {file} ({detail}). Hãy tải lại để tiếp tục từ chỗ đã dừng.'
  },
  'hub.wrong-length': {
    en: 'The file {file} has {expected} bytes by the list of {host}, but the server sends {found}. Try again later, or set HF_ENDPOINT to another mirror.',
    vi: 'Theo danh sách của {host}, tệp {file} có {expected} byte nhưng máy chủ gửi {found}. Hãy thử lại sau hoặc đặt HF_ENDPOINT tới máy chủ gương khác.'
  },
  'hub.wrong-content': {
    en: 'The file {file} from {host} is not what its list promises: the hash differs. It was thrown away; try again, or set HF_ENDPOINT to another mirror.',
    vi: 'Tệp {file} từ {host} không đúng như danh sách: mã băm khác. Tệp đã bị bỏ; hãy thử lại hoặc đặt HF_ENDPOINT tới máy chủ gương khác.'
  },
  'hub.disk-full': {
    en: 'The model needs {needed} MB in {path}, where {free} MB are free. Make room there or choose another folder.',
    vi: 'Mô hình cần {needed} MB trong {path}, nơi chỉ còn {free} MB trống. Hãy giải phóng dung lượng hoặc chọn thư mục khác.'
  },
  'hub.folder-taken': {
    en: 'The folder {path} holds something else. Choose a new or empty folder for the model.',
    vi: 'Thư mục {path} đang chứa nội dung khác. Hãy chọn một thư mục mới hoặc trống cho mô hình.'
  },
  'hub.in-progress': {
    en: 'The model is being loaded into {path} by another process. Let that one finish or cancel it first.',
    vi: 'Một tiến trình khác đang tải mô hình vào {path}. Hãy để nó xong hoặc huỷ nó trước.'
  }
} as const
