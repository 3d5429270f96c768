/** Errors of calls: input that the contract refuses, and malformed or excessive calls. */
export const contractErrors = {
  'input.invalid': {
    en: 'The value of {field} is not valid: {detail}.',
    vi: 'Giá trị của {field} không hợp lệ: {detail}.'
  },
  'input.missing': {
    en: 'The value of {field} is missing. Enter one.',
    vi: 'Thiếu giá trị của {field}. Hãy nhập giá trị.'
  },
  'input.wrong-type': {
    en: 'The value of {field} is {found}, but must be {expected}.',
    vi: 'Giá trị của {field} là {found}, nhưng phải là {expected}.'
  },
  'input.unknown': {
    en: 'There is no {field}. Remove it, or correct its name.',
    vi: 'Không có {field}. Hãy bỏ đi, hoặc sửa lại tên.'
  },
  'input.empty': {
    en: '{field} is empty. Fill it in.',
    vi: '{field} đang trống. Hãy nhập nội dung.'
  },
  'input.too-long': {
    en: '{field} is too long: {found} characters; the limit is {limit}. Shorten it.',
    vi: '{field} quá dài: {found} ký tự, nhiều nhất là {limit}. Hãy rút ngắn.'
  },
  'input.too-many': {
    en: '{field} has too many items: {found}; the limit is {limit}. Split the work into several steps.',
    vi: '{field} có quá nhiều mục cùng lúc: {found}, nhiều nhất là {limit}. Hãy chia thành nhiều lần.'
  },
  'input.too-large': {
    en: 'The value of {field} is too large: {found}. Its upper limit is {limit}.',
    vi: 'Giá trị của {field} quá lớn: {found}. Giới hạn trên là {limit}.'
  },
  'input.too-small': {
    en: 'The value of {field} is too small: {found}. Its lower limit is {limit}.',
    vi: 'Giá trị của {field} quá nhỏ: {found}. Giới hạn dưới là {limit}.'
  },
  'input.not-whole': {
    en: 'The value of {field} must be a whole number, not {found}.',
    vi: 'Giá trị của {field} phải là số nguyên, không phải {found}.'
  },
  'input.nul': {
    en: '{field} contains a NUL character, which files and other programs do not accept. Remove it.',
    vi: '{field} chứa ký tự NUL mà tệp và các chương trình khác không nhận. Hãy xoá ký tự đó.'
  },
  'input.broken-character': {
    en: '{field} contains an incomplete character (a lone surrogate), which cannot be stored. Type or paste it again.',
    vi: '{field} chứa ký tự không trọn vẹn (surrogate lẻ) nên không lưu được. Hãy gõ hoặc dán lại.'
  },
  'input.bad-tag': {
    en: '{field} is not a valid tag: a tag cannot contain quotation marks or line breaks.',
    vi: '{field} không phải nhãn: nhãn không có dấu ngoặc kép và không xuống dòng.'
  },
  'call.malformed': {
    en: 'The message is not a valid call ({detail}). Reload the window. Other programs must follow the contract of this version.',
    vi: 'Thông điệp không phải lời gọi hợp lệ ({detail}). Hãy tải lại cửa sổ. Chương trình khác phải theo đúng giao diện của phiên bản này.'
  },
  'call.unknown': {
    en: 'There is no procedure {procedure}. Reload the window: it may belong to another version.',
    vi: 'Chương trình không có thủ tục {procedure}. Hãy tải lại cửa sổ: có thể nó thuộc phiên bản khác.'
  },
  'call.too-large': {
    en: 'The call is too large: {found} bytes; the limit is {limit}. Split the work into several steps.',
    vi: 'Lời gọi quá lớn: {found} byte, nhiều nhất là {limit}. Hãy chia thành nhiều lần.'
  },
  'call.too-deep': {
    en: 'The call has more than {limit} nested lists or objects; no procedure needs that many.',
    vi: 'Lời gọi có hơn {limit} danh sách hoặc đối tượng lồng nhau, không thủ tục nào cần đến vậy.'
  },
  'call.too-many': {
    en: 'Too many calls at once: {limit} calls of this window are already waiting. Wait until some are answered, then try again.',
    vi: 'Quá nhiều lời gọi cùng lúc: đã có {limit} lời gọi của cửa sổ này đang chờ. Hãy đợi một số lời gọi xong rồi thử lại.'
  },
  'call.too-many-streams': {
    en: 'This window already has {limit} open event streams, which is the limit. Close some, then try again.',
    vi: 'Cửa sổ này đã mở {limit} luồng sự kiện, mức tối đa. Hãy đóng bớt rồi thử lại.'
  },
  'filter.too-many-terms': {
    en: 'The filter has more than {limit} conditions. Remove some, or filter in several steps.',
    vi: 'Bộ lọc có hơn {limit} điều kiện. Hãy bỏ bớt, hoặc lọc thành nhiều bước.'
  },
  'filter.too-deep': {
    en: 'The filter has more than {limit} nested brackets or minus signs. Simplify it.',
    vi: 'Bộ lọc có hơn {limit} dấu ngoặc hoặc dấu trừ lồng nhau. Hãy viết đơn giản hơn.'
  },
  'filter.phrase-too-long': {
    en: 'A phrase in the filter is longer than {limit} characters. Search for a part of it.',
    vi: 'Một cụm từ trong bộ lọc dài hơn {limit} ký tự. Hãy tìm một phần của nó.'
  }
} as const
