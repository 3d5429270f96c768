import { defineWords } from '../define-words'

export const libraryWords = defineWords({
  en: {
    title: 'Library',
    images: '{n} image | {n} images',
    shown: '{n} of {total} images',
    grid: 'Images',
    view: {
      sort: 'Order',
      by: {
        name: 'By name',
        state: 'By state',
        split: 'By split',
        captions: 'By number of captions',
        changed: 'By last change',
        pixels: 'By image size',
        bytes: 'By file size',
        agreement: 'By agreement of people'
      },
      ascending: 'Smallest first',
      descending: 'Largest first',
      size: 'Thumbnail size',
      sizes: { list: 'List', small: 'S', medium: 'M', large: 'L' }
    },
    selection: {
      label: 'Selected images',
      count: '{n} image selected | {n} images selected',
      all: 'Select all',
      invert: 'Invert selection',
      none: 'Clear selection'
    },
    filter: {
      label: 'Filter',
      text: 'Search captions and file names',
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
    refusal: { label: 'Changes cannot be saved', reopen: 'Reopen' },
    import: 'Import…',
    undo: 'Undo',
    redo: 'Redo',
    nothingToUndo: 'Nothing to undo.',
    nothingToRedo: 'Nothing to redo.',
    nothingToAccept: 'This image has no caption that could be accepted.',
    empty: {
      title: 'No images yet',
      text: 'Import a folder of images, or a caption file with its images.'
    },
    noMatch: {
      title: 'No image matches the filter',
      text: 'Change or clear the filter to see more.'
    },
    export: {
      title: 'Export captions',
      pairsTitle: 'Export sentence pairs',
      format: 'Format',
      file: 'File',
      folder: 'Folder',
      filter: 'Only what matches this filter',
      captions: 'Captions',
      byRun: 'Written by {name}',
      perImageHelp: 'Empty: all; otherwise those that were looked at most closely first.',
      sample: 'Submission template',
      sampleHelp:
        'The ids of the template are written in its order. Without a template, all images are written.',
      withAuthors: 'Write the author and the reviewer of each caption',
      withImages: 'Copy the images next to their text files',
      action: 'Export',
      done: 'Wrote {captions} captions of {images} images to {file}.',
      donePairs: 'Wrote {pairs} pairs to {file}.',
      doneEmbeddings: 'Wrote {embeddings} embeddings to {file}.',
      keepFormulas: 'Keep cells that a spreadsheet would run as formulas',
      keepFormulasHelp:
        'Otherwise an apostrophe is put before cells that look like formulas. An import removes it again.',
      note: {
        renamed:
          '{n} image shares its file name with another: its folder was put before the name | {n} images share their file names with others: their folders were put before the names',
        guardedCells:
          '{n} cell that a spreadsheet would run got an apostrophe | {n} cells that a spreadsheet would run got an apostrophe',
        joinedLines:
          '{n} text with several lines was written as one line | {n} texts with several lines were written as one line',
        withoutCaption: '{n} image has no caption | {n} images have no caption',
        refusedNames:
          '{n} image was left out because its name points outside the folder | {n} images were left out because their names point outside the folder',
        notWritten: 'Additional fields imported from {format} cannot be stored in this format.'
      },
      preview: {
        existing: 'Already exists: {path}',
        action: 'Preview',
        total: '{n} record matches. | {n} records match.'
      },
      formats: {
        viecap4h: 'viecap4h JSON',
        submission: 'Submission (results.json, zip)',
        coco: 'COCO captions',
        jsonl: 'JSON Lines',
        csv: 'CSV',
        tsv: 'TSV',
        folder: 'Text file next to each image',
        kohya: 'kohya (.caption next to each image)',
        imagefolder: 'Hugging Face imagefolder, with images',
        parquet: 'Parquet, with images',
        webdataset: 'WebDataset shards, with images',
        ktvic: 'KTVIC',
        'coco-results': 'COCO results',
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
    shown: '{n} / {total} ảnh',
    grid: 'Ảnh',
    view: {
      sort: 'Thứ tự',
      by: {
        name: 'Theo tên',
        state: 'Theo trạng thái',
        split: 'Theo tập',
        captions: 'Theo số chú thích',
        changed: 'Theo lần sửa cuối',
        pixels: 'Theo kích thước ảnh',
        bytes: 'Theo dung lượng tệp',
        agreement: 'Theo độ đồng thuận'
      },
      ascending: 'Nhỏ trước',
      descending: 'Lớn trước',
      size: 'Cỡ ảnh thu nhỏ',
      sizes: { list: 'Danh sách', small: 'S', medium: 'M', large: 'L' }
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
      text: 'Tìm trong chú thích và tên tệp',
      split: 'Tập',
      state: 'Trạng thái',
      clear: 'Bỏ lọc'
    },
    state: {
      empty: 'Chưa có chú thích',
      draft: 'Bản nháp',
      accepted: 'Đã duyệt',
      rejected: 'Bị từ chối',
      skipped: 'Đã bỏ qua'
    },
    noCaption: 'Chưa có chú thích',
    missing: 'Thiếu tệp',
    refusal: { label: 'Không lưu được thay đổi', reopen: 'Mở lại' },
    import: 'Nhập…',
    undo: 'Hoàn tác',
    redo: 'Làm lại',
    nothingToUndo: 'Không có gì để hoàn tác.',
    nothingToRedo: 'Không có gì để làm lại.',
    nothingToAccept: 'Ảnh này chưa có chú thích nào để duyệt.',
    empty: {
      title: 'Chưa có ảnh',
      text: 'Nhập một thư mục ảnh, hoặc một tệp chú thích cùng ảnh của nó.'
    },
    noMatch: { title: 'Không có ảnh phù hợp bộ lọc', text: 'Hãy đổi hoặc bỏ bộ lọc để xem thêm.' },
    export: {
      title: 'Xuất chú thích',
      pairsTitle: 'Xuất cặp câu',
      format: 'Định dạng',
      file: 'Tệp',
      folder: 'Thư mục',
      filter: 'Chỉ những mục khớp bộ lọc này',
      captions: 'Chú thích',
      byRun: 'Do {name} viết',
      perImageHelp: 'Để trống: lấy tất cả; nếu không thì ưu tiên chú thích đã được xem kỹ nhất.',
      sample: 'Tệp mẫu của bài nộp',
      sampleHelp: 'Các id được ghi theo thứ tự của tệp mẫu. Nếu không có tệp mẫu thì ghi mọi ảnh.',
      withAuthors: 'Ghi tác giả và người duyệt của mỗi chú thích',
      withImages: 'Sao chép ảnh vào cạnh tệp văn bản',
      action: 'Xuất',
      done: 'Đã ghi {captions} chú thích của {images} ảnh vào {file}.',
      donePairs: 'Đã ghi {pairs} cặp câu vào {file}.',
      doneEmbeddings: 'Đã ghi {embeddings} vector nhúng vào {file}.',
      keepFormulas: 'Giữ nguyên ô mà bảng tính sẽ chạy như công thức',
      keepFormulasHelp:
        'Nếu không, dấu nháy đơn được đặt trước các ô trông giống công thức. Khi nhập lại, dấu này được bỏ đi.',
      note: {
        renamed: '{n} ảnh trùng tên với ảnh khác: tên thư mục đã được đặt trước tên ảnh',
        guardedCells: '{n} ô mà bảng tính sẽ chạy đã được thêm dấu nháy đơn',
        joinedLines: '{n} văn bản nhiều dòng được ghi thành một dòng',
        withoutCaption: '{n} ảnh không có chú thích',
        refusedNames: 'Đã bỏ {n} ảnh vì tên trỏ ra ngoài thư mục',
        notWritten:
          'Định dạng này không chứa được các trường bổ sung đã nhập từ định dạng {format}.'
      },
      preview: {
        existing: 'Đã có sẵn: {path}',
        action: 'Xem trước',
        total: '{n} bản ghi phù hợp.'
      },
      formats: {
        viecap4h: 'JSON viecap4h',
        submission: 'Bài nộp (results.json, zip)',
        coco: 'Chú thích COCO',
        jsonl: 'JSON Lines',
        csv: 'CSV',
        tsv: 'TSV',
        folder: 'Tệp văn bản cạnh mỗi ảnh',
        kohya: 'kohya (.caption cạnh mỗi ảnh)',
        imagefolder: 'imagefolder của Hugging Face, kèm ảnh',
        parquet: 'Parquet, kèm ảnh',
        webdataset: 'Các phần WebDataset, kèm ảnh',
        ktvic: 'KTVIC',
        'coco-results': 'Kết quả COCO',
        pairs: 'Hai tệp văn bản',
        'pairs-tsv': 'TSV',
        'pairs-xml': 'XML của IWSLT',
        embeddings: 'Vector nhúng (safetensors)'
      }
    }
  }
})
