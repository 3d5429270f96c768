import { defineWords } from '../define-words'

export const libraryWords = defineWords({
  en: {
    title: 'Library',
    images: '{n} image | {n} images',
    shown: '{n} of {total} images',
    grid: 'Images',
    filter: {
      label: 'Filter',
      text: 'Search captions and names',
      split: 'Split',
      state: 'State',
      clear: 'Clear filter'
    },
    state: {
      empty: 'Without caption',
      draft: 'Draft',
      accepted: 'Accepted',
      rejected: 'Rejected',
      skipped: 'Skipped'
    },
    noCaption: 'No caption yet',
    missing: 'File missing',
    import: 'Import…',
    undo: 'Undo',
    redo: 'Redo',
    nothingToUndo: 'Nothing to undo.',
    nothingToRedo: 'Nothing to redo.',
    empty: {
      title: 'No images yet',
      text: 'Import a folder of pictures, or a caption file with its pictures.'
    },
    noMatch: { title: 'No image fits the filter', text: 'Change or clear the filter to see more.' },
    export: {
      title: 'Export captions',
      format: 'Format',
      file: 'File',
      action: 'Export',
      done: 'Wrote {captions} captions of {images} images to {file}.',
      formats: {
        viecap4h: 'viecap4h JSON',
        submission: 'Submission JSON',
        jsonl: 'JSON lines',
        csv: 'CSV'
      }
    }
  },
  vi: {
    title: 'Thư viện',
    images: '{n} ảnh',
    shown: '{n} trong {total} ảnh',
    grid: 'Ảnh',
    filter: {
      label: 'Bộ lọc',
      text: 'Tìm trong chú thích và tên',
      split: 'Tập',
      state: 'Trạng thái',
      clear: 'Bỏ lọc'
    },
    state: {
      empty: 'Chưa có chú thích',
      draft: 'Nháp',
      accepted: 'Đã duyệt',
      rejected: 'Bị loại',
      skipped: 'Bỏ qua'
    },
    noCaption: 'Chưa có chú thích',
    missing: 'Thiếu tệp',
    import: 'Nhập…',
    undo: 'Hoàn tác',
    redo: 'Làm lại',
    nothingToUndo: 'Không có gì để hoàn tác.',
    nothingToRedo: 'Không có gì để làm lại.',
    empty: {
      title: 'Chưa có ảnh',
      text: 'Nhập một thư mục ảnh, hoặc một tệp chú thích cùng ảnh của nó.'
    },
    noMatch: { title: 'Không có ảnh phù hợp', text: 'Hãy đổi hoặc bỏ bộ lọc để xem thêm.' },
    export: {
      title: 'Xuất chú thích',
      format: 'Định dạng',
      file: 'Tệp',
      action: 'Xuất',
      done: 'Đã ghi {captions} chú thích của {images} ảnh vào {file}.',
      formats: {
        viecap4h: 'JSON viecap4h',
        submission: 'JSON bài nộp',
        jsonl: 'JSON từng dòng',
        csv: 'CSV'
      }
    }
  }
})
