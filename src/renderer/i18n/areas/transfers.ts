import { defineWords } from '../define-words'

export const transferWords = defineWords({
  en: {
    files: 'Choose files…',
    folder: 'Choose a folder…',
    drop: 'Or drop files or a folder here. They go to the server.',
    progress: '{done} of {total} files, {bytes} of {allBytes}',
    label: 'Uploading',
    waiting: 'The connection is broken; the upload continues by itself.',
    done: 'Uploaded: {what}',
    count: '{n} files ({bytes})',
    leftOut: 'Left out, since they are empty: {n}',
    remove: 'Remove',
    resume: 'Continue the upload',
    nothing: 'There is no file in what you chose.',
    outputHelp: 'Your browser downloads it; a folder comes as a zip.',
    release: 'Drop to upload and import into the library',
    refused: 'Importing takes the role of a reviewer. Ask an administrator.'
  },
  vi: {
    files: 'Chọn tệp…',
    folder: 'Chọn thư mục…',
    drop: 'Hoặc thả tệp hay thư mục vào đây để gửi lên máy chủ.',
    progress: '{done}/{total} tệp, {bytes}/{allBytes}',
    label: 'Đang tải lên',
    waiting: 'Mất kết nối; việc tải lên sẽ tự tiếp tục.',
    done: 'Đã tải lên: {what}',
    count: '{n} tệp ({bytes})',
    leftOut: 'Bỏ qua vì tệp rỗng: {n}',
    remove: 'Bỏ',
    resume: 'Tải tiếp',
    nothing: 'Không có tệp nào trong những gì bạn đã chọn.',
    outputHelp: 'Trình duyệt sẽ tải tệp về; thư mục được nén thành tệp zip.',
    release: 'Thả để tải lên và nhập vào thư viện',
    refused: 'Chỉ người rà soát trở lên mới nhập được. Hãy hỏi người quản trị.'
  }
})
