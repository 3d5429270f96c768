import { defineWords } from '../define-words'

export const logInWords = defineWords({
  en: {
    title: 'Log in',
    invitation: 'Set your password',
    welcome: 'Welcome, {name}. Choose a password; this link works once.',
    name: 'Name',
    password: 'Password',
    newPassword: 'New password',
    passwordHelp: 'At least 10 characters. A few unrelated words are easy to remember.',
    again: 'New password again',
    enter: 'Log in',
    enterAt: 'Log in with {name}',
    setPassword: 'Set password and log in',
    help: 'Forgotten your password? An administrator can send you a new invitation.',
    out: 'Log out',
    outEverywhere: 'Log out everywhere',
    account: 'Account',
    noLibrary: 'No library is open on this server',
    noLibraryHelp: 'Ask an administrator to open one. It appears here by itself.',
    review: {
      title: 'Review',
      otherReviewer: 'A reviewer other than the author accepts captions',
      help: 'For everybody in this library. A caption whose text changes becomes a draft again.',
      blind: 'Blind annotation',
      blindHelp:
        'What annotators do not see, anywhere. Reviewers, trainers and administrators see all captions.',
      blindChoice: {
        off: 'Off: everybody sees all captions',
        people: 'Hide what other people wrote',
        all: 'Hide also imported captions and drafts of models'
      }
    },
    roles: {
      annotator: 'annotator',
      reviewer: 'reviewer',
      trainer: 'trainer',
      admin: 'administrator'
    }
  },
  vi: {
    title: 'Đăng nhập',
    invitation: 'Đặt mật khẩu',
    welcome: 'Chào {name}. Hãy chọn một mật khẩu; liên kết này chỉ dùng được một lần.',
    name: 'Tên',
    password: 'Mật khẩu',
    newPassword: 'Mật khẩu mới',
    passwordHelp: 'Ít nhất 10 ký tự. Vài từ không liên quan đến nhau thì dễ nhớ.',
    again: 'Nhập lại mật khẩu mới',
    enter: 'Đăng nhập',
    enterAt: 'Đăng nhập bằng {name}',
    setPassword: 'Đặt mật khẩu và đăng nhập',
    help: 'Quên mật khẩu? Người quản trị có thể gửi cho bạn một liên kết mời mới.',
    out: 'Đăng xuất',
    outEverywhere: 'Đăng xuất khỏi mọi thiết bị',
    account: 'Tài khoản',
    noLibrary: 'Máy chủ này chưa mở thư viện nào',
    noLibraryHelp: 'Hãy nhờ người quản trị mở thư viện. Thư viện sẽ tự hiện ra ở đây.',
    review: {
      title: 'Rà soát',
      otherReviewer: 'Người duyệt phải là người rà soát và không phải tác giả chú thích',
      help: 'Áp dụng cho mọi người trong thư viện này. Chú thích bị sửa nội dung sẽ trở lại trạng thái nháp.',
      blind: 'Viết chú thích độc lập',
      blindHelp:
        'Những gì người viết chú thích không thấy ở bất cứ đâu. Người rà soát, người huấn luyện và người quản trị vẫn thấy mọi chú thích.',
      blindChoice: {
        off: 'Tắt: ai cũng thấy mọi chú thích',
        people: 'Ẩn những gì người khác viết',
        all: 'Ẩn cả chú thích nhập vào và bản nháp của mô hình'
      }
    },
    roles: {
      annotator: 'người viết chú thích',
      reviewer: 'người rà soát',
      trainer: 'người huấn luyện',
      admin: 'người quản trị'
    }
  }
})
