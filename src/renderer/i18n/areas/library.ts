import { defineWords } from '../define-words'

export const libraryWords = defineWords({
  en: {
    title: 'Library',
    images: '{n} image | {n} images',
    shown: '{n} of {total} images',
    counting: 'Counting… of {total} images',
    grid: 'Images',
    view: {
      sort: 'Order',
      by: {
        name: 'By name',
        state: 'By state',
        split: 'By split',
        captions: 'By number of captions',
        changed: 'By last change',
        pixels: 'By pixels',
        bytes: 'By file size'
      },
      ascending: 'Smallest first',
      descending: 'Largest first',
      size: 'Size of pictures',
      sizes: { list: 'List', small: 'S', medium: 'M', large: 'L' }
    },
    selection: {
      label: 'Selected images',
      count: '{n} image selected | {n} images selected',
      all: 'Select all',
      invert: 'Invert',
      none: 'Select none'
    },
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
      pairsTitle: 'Export sentence pairs',
      format: 'Format',
      file: 'File',
      folder: 'Folder',
      filter: 'Only what this filter shows',
      source: {
        label: 'Captions',
        any: 'Accepted and drafts',
        accepted: 'Accepted alone',
        run: 'Written by {name}'
      },
      sample: 'Template of the submission',
      sampleHelp: 'Its ids are written in its order; without one, all images are.',
      withPictures: 'Copy the pictures beside their texts',
      action: 'Export',
      done: 'Wrote {captions} captions of {images} images to {file}.',
      donePairs: 'Wrote {pairs} pairs to {file}.',
      doneEmbeddings: 'Wrote {embeddings} embeddings to {file}.',
      note: {
        joinedLines:
          '{n} text of several lines was written on one | {n} texts of several lines were written on one',
        withoutCaption: '{n} image has no caption | {n} images have no caption',
        refusedNames:
          '{n} image was left out, since its name leads out of the folder | {n} images were left out, since their names lead out of the folder',
        notWritten: 'Further fields that came in the format {format} cannot be held by this one.'
      },
      preview: {
        action: 'Preview',
        total: '{n} record would be looked at. | {n} records would be looked at.'
      },
      formats: {
        viecap4h: 'viecap4h JSON',
        submission: 'Submission (results.json, zip)',
        coco: 'COCO captions',
        jsonl: 'JSON lines',
        csv: 'CSV',
        tsv: 'TSV',
        folder: 'Text beside each picture',
        pairs: 'Two text files',
        'pairs-tsv': 'TSV',
        'pairs-xml': 'IWSLT XML',
        embeddings: 'Embeddings (safetensors)'
      }
    }
  },
  vi: {
    title: 'Thư viện',
    images: '{n} ảnh',
    shown: '{n} trong {total} ảnh',
    counting: 'Đang đếm… trong {total} ảnh',
    grid: 'Ảnh',
    view: {
      sort: 'Thứ tự',
      by: {
        name: 'Theo tên',
        state: 'Theo trạng thái',
        split: 'Theo tập',
        captions: 'Theo số chú thích',
        changed: 'Theo lần sửa cuối',
        pixels: 'Theo số điểm ảnh',
        bytes: 'Theo cỡ tệp'
      },
      ascending: 'Nhỏ trước',
      descending: 'Lớn trước',
      size: 'Cỡ ảnh',
      sizes: { list: 'Hàng', small: 'S', medium: 'M', large: 'L' }
    },
    selection: {
      label: 'Ảnh được chọn',
      count: 'Đã chọn {n} ảnh',
      all: 'Chọn tất cả',
      invert: 'Đảo lựa chọn',
      none: 'Bỏ chọn'
    },
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
      pairsTitle: 'Xuất cặp câu',
      format: 'Định dạng',
      file: 'Tệp',
      folder: 'Thư mục',
      filter: 'Chỉ những mục khớp bộ lọc này',
      source: {
        label: 'Chú thích',
        any: 'Đã duyệt và nháp',
        accepted: 'Chỉ đã duyệt',
        run: 'Do {name} viết'
      },
      sample: 'Mẫu bài nộp',
      sampleHelp: 'Các mã được ghi theo thứ tự của mẫu; nếu không có mẫu thì ghi mọi ảnh.',
      withPictures: 'Chép ảnh cạnh tệp văn bản',
      action: 'Xuất',
      done: 'Đã ghi {captions} chú thích của {images} ảnh vào {file}.',
      donePairs: 'Đã ghi {pairs} cặp câu vào {file}.',
      doneEmbeddings: 'Đã ghi {embeddings} embedding vào {file}.',
      note: {
        joinedLines: '{n} văn bản nhiều dòng được ghi thành một dòng',
        withoutCaption: '{n} ảnh không có chú thích',
        refusedNames: 'Bỏ {n} ảnh vì tên dẫn ra ngoài thư mục',
        notWritten: 'Định dạng này không chứa được các trường thêm đến từ định dạng {format}.'
      },
      preview: {
        action: 'Xem trước',
        total: 'Sẽ xét {n} bản ghi.'
      },
      formats: {
        viecap4h: 'JSON viecap4h',
        submission: 'Bài nộp (results.json, zip)',
        coco: 'Chú thích COCO',
        jsonl: 'JSON từng dòng',
        csv: 'CSV',
        tsv: 'TSV',
        folder: 'Văn bản cạnh mỗi ảnh',
        pairs: 'Hai tệp văn bản',
        'pairs-tsv': 'TSV',
        'pairs-xml': 'XML của IWSLT',
        embeddings: 'Embedding (safetensors)'
      }
    }
  }
})
