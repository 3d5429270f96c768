import { defineWords } from '../define-words'

export const findWords = defineWords({
  en: {
    completions: 'Completions',
    several: 'Several',
    field: {
      status: 'State',
      split: 'Split',
      source: 'Written by',
      is: 'Is',
      words: 'Words in a caption',
      captions: 'Captions',
      width: 'Width in pixels',
      height: 'Height in pixels',
      tag: 'Tag',
      name: 'Name',
      run: 'Run',
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
        leak: 'Leak between splits',
        suggested: 'With suggestions'
      }
    },
    error: {
      'unknown-field': 'There is no field “{what}”. Fields are: {known}.',
      'unknown-value': '“{what}” is no value of this field. It takes: {known}.',
      'bad-number': '“{what}” is no whole number; a range is written 5..10.',
      'bad-date': '“{what}” is no day, such as 2026-01-31, 2026-01, today or 7d.',
      'bad-comparison': '“{what}” takes a colon, not a comparison.',
      'empty-value': 'A value is missing behind “{what}”.',
      'empty-not': 'A minus stands right before what it excludes.',
      'open-quote': 'The quotation mark is not closed.',
      'open-bracket': 'The bracket is not closed.',
      'stray-bracket': 'This bracket was not opened.',
      'stray-or': 'OR stands between two conditions.'
    },
    form: {
      title: 'Filter by fields',
      lead: 'Fill in what matters; the form writes the filter.',
      with: 'With these words (a phrase a line)',
      without: 'Without these words (a phrase a line)',
      atLeast: '{field}: at least',
      atMost: '{field}: at most',
      from: 'from',
      to: 'to',
      rest: 'Further conditions',
      writes: 'Filter',
      apply: 'Apply'
    },
    saved: {
      label: 'Saved filters',
      none: 'No filter is saved yet.',
      keep: 'Save this filter…',
      remove: 'Remove this filter from the list',
      name: 'Name'
    }
  },
  vi: {
    completions: 'Gợi ý hoàn thành',
    several: 'Nhiều giá trị',
    field: {
      status: 'Trạng thái',
      split: 'Tập',
      source: 'Người viết',
      is: 'Là',
      words: 'Số từ của một chú thích',
      captions: 'Số chú thích',
      width: 'Chiều rộng (điểm ảnh)',
      height: 'Chiều cao (điểm ảnh)',
      tag: 'Nhãn',
      name: 'Tên',
      run: 'Lần huấn luyện',
      edited: 'Ngày sửa',
      added: 'Ngày thêm'
    },
    value: {
      status: {
        empty: 'Chưa có chú thích',
        draft: 'Nháp',
        accepted: 'Đã duyệt',
        rejected: 'Bị loại',
        skipped: 'Bỏ qua'
      },
      split: { train: 'Huấn luyện', val: 'Kiểm định', test: 'Kiểm tra', none: 'Không' },
      source: { imported: 'Nhập vào', person: 'Người', model: 'Mô hình' },
      is: {
        missing: 'Thiếu tệp',
        duplicate: 'Gần trùng',
        leak: 'Rò giữa các tập',
        suggested: 'Có gợi ý'
      }
    },
    error: {
      'unknown-field': 'Không có trường “{what}”. Các trường: {known}.',
      'unknown-value': '“{what}” không phải giá trị của trường này. Có thể là: {known}.',
      'bad-number': '“{what}” không phải số nguyên; khoảng được viết là 5..10.',
      'bad-date': '“{what}” không phải ngày, ví dụ 2026-01-31, 2026-01, today hoặc 7d.',
      'bad-comparison': '“{what}” dùng dấu hai chấm, không dùng so sánh.',
      'empty-value': 'Thiếu giá trị sau “{what}”.',
      'empty-not': 'Dấu trừ phải đứng ngay trước điều bị loại.',
      'open-quote': 'Dấu ngoặc kép chưa đóng.',
      'open-bracket': 'Dấu ngoặc chưa đóng.',
      'stray-bracket': 'Dấu ngoặc này chưa được mở.',
      'stray-or': 'OR phải đứng giữa hai điều kiện.'
    },
    form: {
      title: 'Lọc theo trường',
      lead: 'Điền những gì cần; biểu mẫu sẽ viết bộ lọc.',
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
      remove: 'Xoá bộ lọc này khỏi danh sách',
      name: 'Tên'
    }
  }
})
