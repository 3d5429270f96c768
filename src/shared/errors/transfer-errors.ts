/** Files that come and go through the browser. */
export const transferErrors = {
  'upload.bad-name': {
    en: 'The file {name} cannot be uploaded: its name cannot be used on the server. Rename it.',
    vi: 'Không thể tải lên tệp {name}: máy chủ không dùng được tên này. Hãy đổi tên tệp.'
  },
  'upload.same-name': {
    en: 'Two files to be uploaded have names that are the same on some disks: {name} and {other}. Rename one of them.',
    vi: 'Hai tệp cần tải lên có tên trùng nhau trên một số ổ đĩa: {name} và {other}. Hãy đổi tên một tệp.'
  },
  'upload.too-many': {
    en: 'This server takes at most {most} files in one upload, and these are {count}. Put them into a zip, or upload them in parts.',
    vi: 'Máy chủ này nhận tối đa {most} tệp trong một lần tải lên, còn ở đây có {count} tệp. Hãy nén thành tệp zip hoặc tải lên từng phần.'
  },
  'upload.too-large': {
    en: 'This server keeps at most {most} GB of uploads of one person, and with these files it would be {size} GB. Import or discard your earlier uploads first, or ask an administrator (`viecap serve --max-upload`).',
    vi: 'Máy chủ này giữ tối đa {most} GB tệp tải lên của một người; thêm các tệp này sẽ là {size} GB. Hãy nhập hoặc bỏ các lần tải lên trước, hoặc hỏi người quản trị (`viecap serve --max-upload`).'
  },
  'upload.no-space': {
    en: 'The disk of the server has too little space left for this upload. Tell an administrator; what has arrived is kept for a day.',
    vi: 'Ổ đĩa của máy chủ còn quá ít dung lượng cho lần tải lên này. Hãy báo người quản trị; phần đã nhận được giữ một ngày.'
  },
  'upload.unknown': {
    en: 'The server does not have this upload (any more): unused uploads are removed after a day. Upload the files again.',
    vi: 'Máy chủ không có (hoặc không còn) lần tải lên này: tệp không dùng bị xoá sau một ngày. Hãy tải lên lại.'
  },
  'upload.unfinished': {
    en: 'The upload is not finished: {missing} of {count} files have not arrived. Continue it first.',
    vi: 'Việc tải lên chưa xong: còn thiếu {missing} trong {count} tệp. Hãy tải tiếp trước.'
  },
  'upload.wrong-part': {
    en: 'A part of a file did not fit where it was to go; {received} bytes of the file have arrived. Continue the upload.',
    vi: 'Một phần của tệp không khớp vị trí; đã nhận {received} byte của tệp. Hãy tải tiếp.'
  },
  'upload.none-here': {
    en: 'Files go up and down through the browser only on a server for a team. Here, name them by their paths.',
    vi: 'Chỉ máy chủ dành cho nhóm mới nhận và gửi tệp qua trình duyệt. Ở đây, hãy dùng đường dẫn của tệp.'
  },
  'download.unknown': {
    en: 'There is nothing to download (any more): the server keeps files for an hour. Export again.',
    vi: 'Không có (hoặc không còn) gì để tải về: máy chủ chỉ giữ tệp trong một giờ. Hãy xuất lại.'
  }
} as const
