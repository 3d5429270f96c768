import { defineWords } from '../define-words'

export const importWords = defineWords({
  en: {
    title: 'Import',
    pairsTitle: 'Import sentence pairs',
    lead: 'A caption file (viecap4h, COCO, JSON lines, CSV), a folder of pictures, or sentence pairs.',
    pairsLead:
      'Line-aligned text (train.en beside train.vi) or the XML of IWSLT; give either side.',
    path: 'File or folder',
    format: 'Format',
    formats: {
      auto: 'Recognise by itself',
      viecap4h: 'viecap4h JSON',
      coco: 'COCO captions',
      jsonl: 'JSON lines',
      csv: 'CSV',
      tsv: 'TSV',
      folder: 'Folder of pictures',
      pairs: 'Sentence pairs'
    },
    imagesDir: 'Folder of the pictures',
    imagesDirHelp: 'Only where the pictures are not beside the file or in its images folder.',
    split: 'Put into',
    valFraction: 'Hold out for validation',
    valFractionHelp: 'Share of the rows, 0 to below 1; the recipe holds out 0.05.',
    seed: 'Seed of the choice',
    start: 'Import',
    running: 'Importing…',
    background: 'Go on in the background',
    done: 'Import finished',
    failed: 'The import did not work',
    cancelled: 'The import was cancelled. Nothing was imported.',
    report: {
      images: 'Images',
      captions: 'Captions',
      pairs: 'Pairs',
      added: '{n} added',
      unchanged: '{n} unchanged',
      skipped: '{n} record was skipped | {n} records were skipped',
      nothingSkipped: 'Nothing was skipped.',
      first: 'The first {n} are listed.',
      list: 'Skipped records',
      where: 'Where',
      what: 'What',
      reason: 'Reason'
    },
    reason: {
      'picture-missing': 'The picture is not there',
      'picture-unreadable': 'The picture cannot be read',
      'id-invalid': 'The id is not a file name',
      'id-outside-folder': 'The id leads out of the picture folder',
      'record-malformed': 'The record is malformed',
      'caption-empty': 'The caption is empty',
      'pair-side-empty': 'One side of the pair is empty',
      'line-malformed': 'The line is malformed',
      'annotation-orphan': 'The annotation has no image'
    }
  },
  vi: {
    title: 'Nhập dữ liệu',
    pairsTitle: 'Nhập cặp câu',
    lead: 'Tệp chú thích (viecap4h, COCO, JSON từng dòng, CSV), thư mục ảnh, hoặc cặp câu.',
    pairsLead:
      'Văn bản khớp từng dòng (train.en bên cạnh train.vi) hoặc XML của IWSLT; chọn một trong hai phía.',
    path: 'Tệp hoặc thư mục',
    format: 'Định dạng',
    formats: {
      auto: 'Tự nhận biết',
      viecap4h: 'JSON viecap4h',
      coco: 'Chú thích COCO',
      jsonl: 'JSON từng dòng',
      csv: 'CSV',
      tsv: 'TSV',
      folder: 'Thư mục ảnh',
      pairs: 'Cặp câu'
    },
    imagesDir: 'Thư mục ảnh',
    imagesDirHelp: 'Chỉ cần khi ảnh không nằm cạnh tệp hoặc trong thư mục images của nó.',
    split: 'Đưa vào tập',
    valFraction: 'Giữ lại để kiểm định',
    valFractionHelp: 'Tỉ lệ số dòng, từ 0 đến dưới 1; công thức giữ lại 0.05.',
    seed: 'Hạt giống khi chọn',
    start: 'Nhập',
    running: 'Đang nhập…',
    background: 'Để chạy nền',
    done: 'Nhập xong',
    failed: 'Nhập không thành công',
    cancelled: 'Đã huỷ. Chưa nhập gì.',
    report: {
      images: 'Ảnh',
      captions: 'Chú thích',
      pairs: 'Cặp câu',
      added: 'thêm {n}',
      unchanged: 'không đổi {n}',
      skipped: 'Bỏ qua {n} bản ghi',
      nothingSkipped: 'Không bỏ qua bản ghi nào.',
      first: 'Liệt kê {n} bản ghi đầu.',
      list: 'Các bản ghi bị bỏ qua',
      where: 'Vị trí',
      what: 'Nội dung',
      reason: 'Lý do'
    },
    reason: {
      'picture-missing': 'Không có ảnh',
      'picture-unreadable': 'Không đọc được ảnh',
      'id-invalid': 'Mã không phải tên tệp',
      'id-outside-folder': 'Mã dẫn ra ngoài thư mục ảnh',
      'record-malformed': 'Bản ghi sai cấu trúc',
      'caption-empty': 'Chú thích trống',
      'pair-side-empty': 'Một phía của cặp câu bị trống',
      'line-malformed': 'Dòng sai cấu trúc',
      'annotation-orphan': 'Chú thích không thuộc ảnh nào'
    }
  }
})
