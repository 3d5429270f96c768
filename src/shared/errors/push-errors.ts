/** Errors of pushing a folder to the hub. */
export const pushErrors = {
  'push.no-token': {
    en: 'Pushing to {host} needs an access token with permission to write. Create one in your settings there, and set HF_TOKEN to it.',
    vi: 'Muốn đưa lên {host} cần mã truy cập có quyền ghi. Hãy tạo mã trong phần cài đặt tài khoản ở đó và đặt HF_TOKEN bằng mã ấy.'
  },
  'push.not-allowed': {
    en: '{host} does not let this access token write to {name}{detail}. Check the owner in the name, and that HF_TOKEN is a token with permission to write.',
    vi: '{host} không cho mã truy cập này ghi vào {name}{detail}. Hãy kiểm tra tên chủ sở hữu, và HF_TOKEN phải là mã có quyền ghi.'
  },
  'push.name-taken': {
    en: '{name} on {host} already holds something else, such as {file}. Choose another name, or use --force: files of the same name are then replaced, and no other file is touched.',
    vi: '{name} trên {host} đã chứa nội dung khác, như {file}. Hãy chọn tên khác, hoặc dùng --force: tệp trùng tên sẽ bị thay, các tệp khác giữ nguyên.'
  },
  'push.is-public': {
    en: '{name} on {host} is public: everybody could see what is pushed. Choose another name, or use --public.',
    vi: '{name} trên {host} là công khai: ai cũng xem được những gì đưa lên. Hãy chọn tên khác, hoặc dùng --public.'
  },
  'push.too-large': {
    en: 'The file {file} has {size} GB; {host} takes at most {limit} GB in a file. Split the data, such as into WebDataset shards.',
    vi: 'Tệp {file} có {size} GB; {host} chỉ nhận tối đa {limit} GB mỗi tệp. Hãy chia nhỏ dữ liệu, chẳng hạn thành các phần WebDataset.'
  },
  'push.refused': {
    en: '{host} refused {name} with status {status}{detail}. What has arrived there is not sent again.',
    vi: '{host} từ chối {name} với mã {status}{detail}. Phần đã tới nơi sẽ không phải gửi lại.'
  },
  'push.interrupted': {
    en: 'The connection to {host} kept breaking while {name} was pushed ({detail}). Push again: what has arrived there is not sent again.',
    vi: 'Kết nối tới {host} liên tục bị ngắt khi đưa {name} lên ({detail}). Hãy chạy lại: phần đã tới nơi sẽ không phải gửi lại.'
  },
  'push.bad-answer': {
    en: '{host} did not answer as a model hub does when {name} was pushed: {detail}. Check HF_ENDPOINT.',
    vi: '{host} không trả lời như một kho mô hình khi đưa {name} lên: {detail}. Hãy kiểm tra HF_ENDPOINT.'
  },
  'push.nothing': {
    en: 'There is no file to push in {path}. Export a data set or a model into it first.',
    vi: 'Không có tệp nào để đưa lên trong {path}. Hãy xuất bộ dữ liệu hoặc mô hình vào đó trước.'
  }
} as const
