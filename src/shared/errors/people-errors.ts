/** Errors of the people of a server: log-in, invitations, roles. */
export const peopleErrors = {
  'people.newer': {
    en: 'The people of this server in {path} were saved by a newer version (schema {found}; this one knows {known}). Update Viecap Workbench.',
    vi: 'Danh sách người dùng trong {path} được lưu bởi một phiên bản mới hơn (lược đồ {found}; phiên bản này chỉ biết đến {known}). Hãy cập nhật Viecap Workbench.'
  },
  'people.bad-name': {
    en: 'The name "{name}" cannot be used. A name has up to 40 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.',
    vi: 'Không dùng được tên "{name}". Tên có tối đa 40 chữ cái, chữ số, dấu chấm, gạch nối và gạch dưới, và bắt đầu bằng chữ cái hoặc chữ số.'
  },
  'people.name-taken': {
    en: 'There already is a user named "{name}". Choose another name, or change this user under Settings or by viecap users role, reset or enable.',
    vi: 'Đã có người dùng tên "{name}". Hãy chọn tên khác, hoặc sửa người dùng này: viecap users role, reset hoặc enable.'
  },
  'people.unknown': {
    en: 'There is no user named "{name}". See viecap users list.',
    vi: 'Không có người dùng tên "{name}". Xem viecap users list.'
  },
  'people.disabled': {
    en: 'The user "{name}" is disabled and cannot be invited. Enable them first, under Settings or by viecap users enable {name}.',
    vi: 'Người dùng "{name}" đang bị khoá nên không thể mời. Hãy mở khoá trước: viecap users enable {name}.'
  },
  'people.own-account': {
    en: 'You cannot change your own role, invite yourself again or disable yourself. Ask another administrator.',
    vi: 'Bạn không thể đổi vai trò của chính mình, tự mời lại hay tự khoá mình. Hãy nhờ một người quản trị khác.'
  },
  'people.none-here': {
    en: 'This workbench is for one person and has no users. Start it for a team with viecap serve --public-url URL.',
    vi: 'Chương trình đang chạy cho một người nên không có người dùng nào. Để dùng cho cả nhóm, hãy chạy viecap serve --public-url URL.'
  },
  'people.no-url': {
    en: 'The address of this server is not known yet. Start it once with viecap serve --public-url URL, or give --public-url here.',
    vi: 'Chưa biết địa chỉ của máy chủ này. Hãy chạy viecap serve --public-url URL một lần, hoặc thêm --public-url vào lệnh này.'
  },
  'people.wrong-log-in': {
    en: 'The name or the password is wrong.',
    vi: 'Sai tên hoặc mật khẩu.'
  },
  'people.too-many-tries': {
    en: 'Too many failed attempts. Try again in {minutes} minutes, or ask an administrator for a new invitation.',
    vi: 'Đã thử sai quá nhiều lần. Hãy thử lại sau {minutes} phút, hoặc xin người quản trị một liên kết mời mới.'
  },
  'people.bad-invitation': {
    en: 'This invitation was already used, has expired or has been replaced by a newer one. Ask an administrator for a new one.',
    vi: 'Liên kết mời này đã được dùng, đã hết hạn hoặc đã được thay bằng liên kết mới hơn. Hãy xin người quản trị một liên kết mới.'
  },
  'people.short-password': {
    en: 'The password is too short: it needs at least {least} characters.',
    vi: 'Mật khẩu quá ngắn: cần ít nhất {least} ký tự.'
  },
  'people.long-password': {
    en: 'The password is too long: it may have at most {most} characters.',
    vi: 'Mật khẩu quá dài: tối đa {most} ký tự.'
  },
  'people.passwords-differ': {
    en: 'The two passwords are not the same. Enter the new password twice.',
    vi: 'Hai mật khẩu không giống nhau. Hãy nhập mật khẩu mới hai lần.'
  },
  'people.signed-out': {
    en: 'You are no longer logged in. Log in again; your text is kept here.',
    vi: 'Bạn không còn đăng nhập. Hãy đăng nhập lại; nội dung bạn gõ vẫn được giữ ở đây.'
  },
  'people.role-needed': {
    en: 'Your role on this server ({role}) does not allow this; it takes at least the role {needed}. Ask an administrator.',
    vi: 'Vai trò của bạn trên máy chủ này ({role}) không cho phép việc này; cần ít nhất vai trò {needed}. Hãy hỏi người quản trị.'
  },
  'people.bad-email': {
    en: '{email} is not an e-mail address.',
    vi: '{email} không phải là địa chỉ e-mail.'
  },
  'people.email-taken': {
    en: 'Another user already has the e-mail address {email}.',
    vi: 'Địa chỉ e-mail {email} đã thuộc về người dùng khác.'
  },
  'people.not-linked': {
    en: 'You logged in at the provider, but no user of this server has your verified e-mail address. Ask an administrator to add it (viecap users email).',
    vi: 'Bạn đã đăng nhập ở nhà cung cấp, nhưng không người dùng nào của máy chủ này có địa chỉ e-mail đã xác minh của bạn. Hãy nhờ người quản trị thêm địa chỉ đó (viecap users email).'
  },
  'people.provider-failed': {
    en: 'Logging in at the provider did not work, or took longer than ten minutes. Try again; if it fails again, ask an administrator: the log of the server has the reason.',
    vi: 'Đăng nhập ở nhà cung cấp không thành công, hoặc đã quá mười phút. Hãy thử lại; nếu vẫn lỗi, hãy hỏi người quản trị: nhật ký máy chủ có ghi lý do.'
  },
  'people.no-servers': {
    en: 'Only administrators may have this server ask another one, such as a vision model at an address.',
    vi: 'Chỉ người quản trị mới được cho máy chủ này kết nối đến máy chủ khác, như mô hình thị giác tại một địa chỉ.'
  },
  'people.no-paths': {
    en: 'Only administrators may use files and folders on the disk of this server.',
    vi: 'Chỉ người quản trị mới được dùng tệp và thư mục trên đĩa của máy chủ này.'
  }
} as const
