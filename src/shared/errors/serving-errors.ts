/** Errors of `viecap serve-captions`, for its clients and for who starts it. */
export const servingErrors = {
  'image.too-many-pixels': {
    en: 'The image {path} has {found} million pixels; the limit is {limit} million. Scale it down.',
    vi: 'Ảnh {path} có {found} triệu điểm ảnh; giới hạn là {limit} triệu. Hãy thu nhỏ ảnh.'
  },
  'serving.no-key': {
    en: 'The API key is missing or not valid. Send it in the header "Authorization: Bearer KEY".',
    vi: 'Thiếu khoá API hoặc khoá không đúng. Hãy gửi khoá trong tiêu đề "Authorization: Bearer KEY".'
  },
  'serving.key-needed': {
    en: 'At {host} the server can be reached from the network and needs an API key. Give --api-key-file FILE, or set VIECAP_API_KEY.',
    vi: 'Ở {host}, máy chủ có thể được truy cập từ mạng nên cần khoá API. Hãy dùng --api-key-file FILE hoặc đặt VIECAP_API_KEY.'
  },
  'serving.bad-key': {
    en: 'An API key in {place} cannot be used: a key has 16 characters or more, without spaces. "openssl rand -hex 32" makes one.',
    vi: 'Không dùng được khoá API trong {place}: khoá phải có từ 16 ký tự, không có dấu cách. "openssl rand -hex 32" tạo được một khoá.'
  },
  'serving.not-from-here': {
    en: 'Without an API key this server only takes requests addressed to localhost or 127.0.0.1, and none from web pages. Start it with --api-key-file to use another name.',
    vi: 'Khi không có khoá API, máy chủ này chỉ nhận yêu cầu gửi đến localhost hoặc 127.0.0.1, và không nhận từ trang web. Hãy khởi động với --api-key-file để dùng tên khác.'
  },
  'serving.no-route': {
    en: 'There is no {route} here. GET /openapi.json describes what there is.',
    vi: 'Không có {route} ở đây. GET /openapi.json mô tả những gì có.'
  },
  'serving.unknown-model': {
    en: 'This server has no model {found}; it has {model}.',
    vi: 'Máy chủ này không có mô hình {found}; chỉ có {model}.'
  },
  'serving.too-large': {
    en: 'The request, or an image that it names, is larger than {limit} MB. Send smaller images, or fewer at a time.',
    vi: 'Yêu cầu, hoặc ảnh mà yêu cầu dẫn tới, lớn hơn {limit} MB. Hãy gửi ảnh nhỏ hơn, hoặc ít ảnh hơn mỗi lần.'
  },
  'serving.wrong-type': {
    en: 'The content type is {found}, but must be {expected}.',
    vi: 'Kiểu nội dung là {found}, nhưng phải là {expected}.'
  },
  'serving.unreadable-body': {
    en: 'The body cannot be read as {type} ({detail}).',
    vi: 'Không đọc được nội dung theo kiểu {type} ({detail}).'
  },
  'serving.one-image': {
    en: 'The last message of the user has {found} images, but must have one.',
    vi: 'Tin nhắn cuối của người dùng có {found} ảnh, nhưng phải có đúng một ảnh.'
  },
  'serving.bad-image-address': {
    en: 'An image is given as data:image/...;base64,... or as the address of a host that this server may fetch from.',
    vi: 'Ảnh phải có dạng data:image/...;base64,... hoặc là địa chỉ của máy chủ được phép tải từ đó.'
  },
  'serving.host-not-allowed': {
    en: 'This server does not fetch images from {host}. Send the image itself, or start the server with --allow-host (also for the address, where it is in a private network).',
    vi: 'Máy chủ này không tải ảnh từ {host}. Hãy gửi chính ảnh, hoặc khởi động máy chủ với --allow-host (kể cả cho địa chỉ, nếu thuộc mạng riêng).'
  },
  'serving.fetch-failed': {
    en: 'The image could not be fetched from {host}: {detail}.',
    vi: 'Không tải được ảnh từ {host}: {detail}.'
  },
  'serving.busy': {
    en: 'The queue is full: {waiting} images are waiting. Try again in {seconds} s.',
    vi: 'Hàng đợi đã đầy: {waiting} ảnh đang chờ. Hãy thử lại sau {seconds} giây.'
  },
  'serving.full': {
    en: 'Other requests take up all the memory that is set aside for images. Try again in {seconds} s.',
    vi: 'Các yêu cầu khác đã dùng hết bộ nhớ dành cho ảnh. Hãy thử lại sau {seconds} giây.'
  },
  'serving.stopping': {
    en: 'The server is stopping. Try again when it has started.',
    vi: 'Máy chủ đang dừng. Hãy thử lại khi nó đã khởi động.'
  },
  'serving.engine-failed': {
    en: 'The model stopped while it captioned ({detail}). Try again.',
    vi: 'Mô hình đã dừng khi đang tạo chú thích ({detail}). Hãy thử lại.'
  }
} as const
