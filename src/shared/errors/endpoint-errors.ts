/** Errors of vision models behind an OpenAI-compatible endpoint. */
export const endpointErrors = {
  'endpoint.bad-url': {
    en: 'The address in {field} is not that of an endpoint. Enter one such as http://localhost:11434/v1, without a user name, a key or a query.',
    vi: 'Địa chỉ ở {field} không phải địa chỉ của máy chủ mô hình. Hãy nhập địa chỉ như http://localhost:11434/v1, không kèm tên người dùng, khoá hay tham số.'
  },
  'endpoint.bad-key': {
    en: 'The API key contains characters that a key cannot have, such as a space or a line break. Copy the key again.',
    vi: 'Khoá API có ký tự mà khoá không thể có, như dấu cách hay xuống dòng. Hãy sao chép lại khoá.'
  },
  'endpoint.unreachable': {
    en: 'Nothing answers at {url} ({detail}). Start the server of the vision model (for Ollama: "ollama serve"), or correct the address. Captions that are written are kept.',
    vi: 'Không có máy chủ nào trả lời ở {url} ({detail}). Hãy khởi động máy chủ của mô hình thị giác (với Ollama: "ollama serve"), hoặc sửa địa chỉ. Các chú thích đã viết vẫn được giữ.'
  },
  'endpoint.timeout': {
    en: 'The endpoint {url} did not answer within {seconds} seconds. Try again, or choose a smaller model.',
    vi: 'Máy chủ {url} không trả lời trong {seconds} giây. Hãy thử lại, hoặc chọn mô hình nhỏ hơn.'
  },
  'endpoint.not-allowed': {
    en: 'The endpoint {url} refuses the request (status {status}): it needs an API key, or the given key is not valid. Enter the key in the window, or set VIECAP_ENDPOINT_KEY for the command line.',
    vi: 'Máy chủ {url} từ chối yêu cầu (mã {status}): cần khoá API, hoặc khoá đã nhập không đúng. Hãy nhập khoá trong cửa sổ, hoặc đặt VIECAP_ENDPOINT_KEY khi dùng dòng lệnh.'
  },
  'endpoint.no-api': {
    en: 'The server at {url} does not answer as an OpenAI-compatible endpoint does ({detail}). Check the address: the base URL usually ends in /v1.',
    vi: 'Máy chủ ở {url} không trả lời theo giao diện tương thích OpenAI ({detail}). Hãy kiểm tra địa chỉ: địa chỉ gốc thường kết thúc bằng /v1.'
  },
  'endpoint.no-model': {
    en: 'The endpoint {url} has no model {model}. Choose one that it lists, or add the model to the server first (for Ollama: "ollama pull {model}").',
    vi: 'Máy chủ {url} không có mô hình {model}. Hãy chọn một mô hình trong danh sách của máy chủ, hoặc tải mô hình về máy chủ trước (với Ollama: "ollama pull {model}").'
  },
  'endpoint.not-vision': {
    en: 'The model {model} cannot see images ({detail}). Choose a vision model, such as qwen2.5vl, gemma3 or llava.',
    vi: 'Mô hình {model} không xem được ảnh ({detail}). Hãy chọn mô hình thị giác, như qwen2.5vl, gemma3 hoặc llava.'
  },
  'endpoint.too-many-requests': {
    en: 'The endpoint {url} accepts no more requests for now. Resume after {seconds} seconds; captions that are written are kept.',
    vi: 'Máy chủ {url} tạm thời không nhận thêm yêu cầu. Hãy tiếp tục sau {seconds} giây; các chú thích đã viết vẫn được giữ.'
  },
  'endpoint.refused': {
    en: 'The endpoint {url} answered with status {status}: {detail}. Look at the messages of the server, or try again later.',
    vi: 'Máy chủ {url} trả lời với mã {status}: {detail}. Hãy xem thông báo của máy chủ, hoặc thử lại sau.'
  },
  'endpoint.empty': {
    en: 'The model {model} returned no caption. Try again or change the prompt; if the model thinks before it answers, switch that off or choose another model.',
    vi: 'Mô hình {model} không trả về chú thích nào. Hãy thử lại hoặc sửa câu lệnh; nếu mô hình suy luận trước khi trả lời, hãy tắt chế độ đó hoặc chọn mô hình khác.'
  }
} as const
