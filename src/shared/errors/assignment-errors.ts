/** Errors of work lists, by which images are given to people. */
export const assignmentErrors = {
  'assignment.name-taken': {
    en: 'There already is a work list named "{name}". Choose another name.',
    vi: 'Đã có danh sách công việc tên "{name}". Hãy chọn tên khác.'
  },
  'assignment.no-images': {
    en: 'No image fits the filter "{filter}", so there is nothing to split. Choose another filter.',
    vi: 'Không có ảnh nào khớp bộ lọc "{filter}" nên không có gì để chia. Hãy chọn bộ lọc khác.'
  },
  'assignment.too-few': {
    en: '{images} images cannot be given to {people} people each: the numbers of images per person are too small. Raise them, or lower the overlap.',
    vi: 'Không thể giao {images} ảnh, mỗi ảnh cho {people} người: số ảnh của từng người quá nhỏ. Hãy tăng số ảnh hoặc giảm phần trùng nhau.'
  },
  'assignment.closed': {
    en: 'The work list "{name}" is closed. Open it again before you give its images to others.',
    vi: 'Danh sách công việc "{name}" đã đóng. Hãy mở lại trước khi giao ảnh cho người khác.'
  },
  'assignment.no-list': {
    en: 'There is no work list named "{name}". See viecap lists list.',
    vi: 'Không có danh sách công việc tên "{name}". Xem viecap lists list.'
  },
  'assignment.bad-person': {
    en: '"{text}" is no person. Write a name, or a name and a number of images: lan or lan=20.',
    vi: '"{text}" không chỉ người nào. Hãy ghi tên, hoặc tên và số ảnh: lan hoặc lan=20.'
  },
  'assignment.disabled': {
    en: 'The user "{name}" is disabled and cannot be given work. Enable them first: viecap users enable {name}.',
    vi: 'Người dùng "{name}" đang bị khoá nên không thể nhận việc. Hãy mở khoá trước: viecap users enable {name}.'
  },
  'assignment.nobody': {
    en: 'The filter has "mine:", but nobody is asking: set your name in the settings, or write open-for:NAME.',
    vi: 'Bộ lọc có "mine:" nhưng không rõ là của ai: hãy đặt tên của bạn trong phần cài đặt, hoặc viết open-for:TÊN.'
  }
} as const
