import { defineWords } from '../define-words'

export const findWords = defineWords({
  en: {
    completions: 'Suggestions',
    several: 'Multiple values',
    field: {
      status: 'State',
      split: 'Split',
      source: 'Written by',
      is: 'Property',
      issue: 'Text issue',
      note: 'Notes',
      words: 'Words in a caption',
      captions: 'Captions',
      width: 'Width in pixels',
      height: 'Height in pixels',
      tag: 'Tag',
      name: 'Name',
      run: 'Run',
      by: 'Author',
      'reviewed-by': 'Reviewer',
      mine: 'Given to me',
      assigned: 'Given to',
      'open-for': 'Open for',
      'done-by': 'Done by',
      'skipped-by': 'Skipped by',
      list: 'Work list',
      agreed: 'Agreement of people (0 to 1)',
      like: 'Looks like (English text, or # and an image number)',
      id: 'Image numbers',
      edited: 'Edited',
      added: 'Added'
    },
    value: {
      status: {
        empty: 'Without caption',
        draft: 'Draft',
        accepted: 'Accepted',
        rejected: 'Rejected',
        skipped: 'Skipped'
      },
      split: { train: 'Train', val: 'Validation', test: 'Test', none: 'None' },
      source: { imported: 'Import', person: 'Person', model: 'Model' },
      is: {
        missing: 'File missing',
        duplicate: 'Near-duplicate',
        leak: 'In several splits',
        suggested: 'With suggestions',
        conflict: 'With conflicts after a merge',
        issue: 'With text issues',
        adjudicated: 'Adjudicated'
      },
      note: { open: 'Open', resolved: 'All resolved' },
      mine: { open: 'Open', done: 'Done', skipped: 'Skipped' }
    },
    error: {
      'unknown-field': 'There is no field “{what}”. Fields are: {known}.',
      'unknown-value': '“{what}” is not a value of this field. Allowed: {known}.',
      'bad-number': '“{what}” is not a whole number. Write a range as 5..10.',
      'bad-share': '“{what}” is not a number from 0 to 1. Write >0.8, 0.2..0.5 or <0.5.',
      'bad-date': '“{what}” is not a date. Write 2026-01-31, 2026-01, today or 7d.',
      'bad-ids': '“{what}” is not a list of image numbers. Write 5 or 5,12,7.',
      'bad-comparison': '“{what}” needs a colon, not a comparison.',
      'empty-value': 'A value is missing after “{what}”.',
      'empty-not': 'Put the minus sign directly before what it excludes.',
      'open-quote': 'The quotation mark is not closed.',
      'open-bracket': 'The bracket is not closed.',
      'stray-bracket': 'This bracket has no opening bracket.',
      'stray-or': 'OR needs a condition on both sides.',
      'too-many-terms': 'The filter has more than {known} conditions. Remove some.',
      'too-deep': 'More than {known} brackets or minus signs are nested.',
      'phrase-too-long': 'This is longer than {known} characters. Search for a part of it.'
    },
    form: {
      title: 'Filter by fields',
      lead: 'Fill in the fields you need. The form writes the filter.',
      with: 'With these words (one phrase per line)',
      without: 'Without these words (one phrase per line)',
      atLeast: '{field}: at least',
      atMost: '{field}: at most',
      from: 'from',
      to: 'to',
      rest: 'Other conditions',
      writes: 'Filter',
      apply: 'Apply'
    },
    saved: {
      label: 'Saved filters',
      none: 'No saved filters yet.',
      keep: 'Save this filter…',
      remove: 'Delete this saved filter',
      name: 'Name'
    }
  },
  vi: {
    completions: 'Gợi ý',
    several: 'Nhiều giá trị',
    field: {
      status: 'Trạng thái',
      split: 'Tập',
      source: 'Người viết',
      is: 'Đặc điểm',
      issue: 'Lỗi văn bản',
      note: 'Ghi chú',
      words: 'Số từ của một chú thích',
      captions: 'Số chú thích',
      width: 'Chiều rộng (điểm ảnh)',
      height: 'Chiều cao (điểm ảnh)',
      tag: 'Nhãn',
      name: 'Tên',
      run: 'Lần huấn luyện',
      by: 'Tác giả',
      'reviewed-by': 'Người duyệt',
      mine: 'Giao cho tôi',
      assigned: 'Giao cho',
      'open-for': 'Còn chờ',
      'done-by': 'Đã làm bởi',
      'skipped-by': 'Bị bỏ qua bởi',
      list: 'Danh sách công việc',
      agreed: 'Độ đồng thuận (0 đến 1)',
      like: 'Giống với (mô tả tiếng Anh, hoặc # và số của ảnh)',
      id: 'Số của ảnh',
      edited: 'Ngày sửa',
      added: 'Ngày thêm'
    },
    value: {
      status: {
        empty: 'Chưa có chú thích',
        draft: 'Bản nháp',
        accepted: 'Đã duyệt',
        rejected: 'Bị từ chối',
        skipped: 'Đã bỏ qua'
      },
      split: {
        train: 'Huấn luyện (train)',
        val: 'Kiểm định (validation)',
        test: 'Kiểm tra (test)',
        none: 'Không'
      },
      source: { imported: 'Nhập vào', person: 'Người', model: 'Mô hình' },
      is: {
        missing: 'Thiếu tệp',
        duplicate: 'Gần trùng',
        leak: 'Nằm ở nhiều tập',
        suggested: 'Có gợi ý',
        conflict: 'Có xung đột sau khi gộp',
        issue: 'Có lỗi văn bản',
        adjudicated: 'Đã phân xử'
      },
      note: { open: 'Còn mở', resolved: 'Đã đóng hết' },
      mine: { open: 'Chưa làm', done: 'Đã xong', skipped: 'Đã bỏ qua' }
    },
    error: {
      'unknown-field': 'Không có trường “{what}”. Các trường: {known}.',
      'unknown-value': '“{what}” không phải giá trị của trường này. Có thể là: {known}.',
      'bad-number': '“{what}” không phải số nguyên. Hãy viết khoảng dạng 5..10.',
      'bad-share': '“{what}” không phải số từ 0 đến 1. Hãy viết >0.8, 0.2..0.5 hoặc <0.5.',
      'bad-date': '“{what}” không phải ngày. Hãy viết 2026-01-31, 2026-01, today hoặc 7d.',
      'bad-ids': '“{what}” không phải danh sách số của ảnh. Hãy viết 5 hoặc 5,12,7.',
      'bad-comparison': '“{what}” cần dấu hai chấm, không dùng phép so sánh.',
      'empty-value': 'Thiếu giá trị sau “{what}”.',
      'empty-not': 'Hãy đặt dấu trừ ngay trước phần cần loại trừ.',
      'open-quote': 'Dấu ngoặc kép chưa đóng.',
      'open-bracket': 'Dấu ngoặc chưa đóng.',
      'stray-bracket': 'Dấu ngoặc này không có dấu mở.',
      'stray-or': 'OR cần điều kiện ở cả hai bên.',
      'too-many-terms': 'Bộ lọc có hơn {known} điều kiện. Hãy bỏ bớt.',
      'too-deep': 'Có hơn {known} dấu ngoặc hoặc dấu trừ lồng nhau.',
      'phrase-too-long': 'Phần này dài hơn {known} ký tự. Hãy tìm một phần của nó.'
    },
    form: {
      title: 'Lọc theo trường',
      lead: 'Điền các trường cần thiết. Biểu mẫu sẽ tự viết bộ lọc.',
      with: 'Có những từ này (mỗi dòng một cụm)',
      without: 'Không có những từ này (mỗi dòng một cụm)',
      atLeast: '{field}: ít nhất',
      atMost: '{field}: nhiều nhất',
      from: 'từ',
      to: 'đến',
      rest: 'Điều kiện khác',
      writes: 'Bộ lọc',
      apply: 'Áp dụng'
    },
    saved: {
      label: 'Bộ lọc đã lưu',
      none: 'Chưa lưu bộ lọc nào.',
      keep: 'Lưu bộ lọc này…',
      remove: 'Xoá bộ lọc đã lưu này',
      name: 'Tên'
    }
  }
})
