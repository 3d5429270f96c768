import { defineWords } from '../define-words'

export const peopleWords = defineWords({
  en: {
    title: 'People',
    help: 'Who may log in to this server. What somebody wrote stays theirs, whatever you change here.',
    you: 'you, {role}',
    role: 'Role',
    roleOf: 'Role of {name}',
    state: { active: 'active', invited: 'invited', disabled: 'disabled' },
    seen: 'last here {time}',
    newLink: 'New invitation',
    disable: 'Disable',
    enable: 'Enable',
    may: {
      annotator: 'Writes and settles captions.',
      reviewer: 'Also splits work, adjudicates, imports and exports.',
      trainer: 'Also trains models and captions images.',
      admin: 'Everything, also people, libraries and the server’s disk.'
    },
    invite: { title: 'Invite somebody', action: 'Invite' },
    email: 'E-mail address (optional)',
    emailHelp: 'For logging in with an account of your organisation.',
    link: 'Invitation for {name}',
    linkHelp: 'Give them this link. It lets them choose a password, once, within a week.',
    copy: 'Copy invitation',
    copied: 'Invitation copied.',
    reset: {
      title: 'New invitation for {name}?',
      text: '{name} is logged out everywhere and chooses a new password by a new link.'
    }
  },
  vi: {
    title: 'Người dùng',
    help: 'Những ai được đăng nhập vào máy chủ này. Những gì họ đã viết vẫn là của họ, dù bạn thay đổi gì ở đây.',
    you: 'bạn, {role}',
    role: 'Vai trò',
    roleOf: 'Vai trò của {name}',
    state: { active: 'đang hoạt động', invited: 'đã mời', disabled: 'bị khoá' },
    seen: 'truy cập gần nhất {time}',
    newLink: 'Mời lại',
    disable: 'Khoá',
    enable: 'Mở khoá',
    may: {
      annotator: 'Viết và duyệt chú thích.',
      reviewer: 'Thêm quyền chia việc, phân xử, nhập và xuất.',
      trainer: 'Thêm quyền huấn luyện mô hình và tạo chú thích.',
      admin: 'Toàn quyền, kể cả người dùng, thư viện và đĩa của máy chủ.'
    },
    invite: { title: 'Mời người mới', action: 'Mời' },
    email: 'Địa chỉ e-mail (không bắt buộc)',
    emailHelp: 'Để đăng nhập bằng tài khoản của cơ quan.',
    link: 'Liên kết mời {name}',
    linkHelp:
      'Hãy gửi liên kết này cho người đó. Liên kết dùng được một lần, trong một tuần, để đặt mật khẩu.',
    copy: 'Sao chép liên kết mời',
    copied: 'Đã sao chép liên kết mời.',
    reset: {
      title: 'Mời lại {name}?',
      text: '{name} sẽ bị đăng xuất khỏi mọi thiết bị và đặt mật khẩu mới bằng liên kết mới.'
    }
  }
})
