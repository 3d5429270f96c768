import { defineWords } from '../define-words'

export const importWords = defineWords({
  en: {
    title: 'Import',
    pairsTitle: 'Import sentence pairs',
    lead: 'A caption file (viecap4h, COCO, KTVIC, UIT-OpenViIC, JSON, CSV, Label Studio, Argilla), a folder of images or a zip of one, or sentence pairs. The format is detected from the content.',
    pairsLead:
      'Line-aligned text files (train.en and train.vi), IWSLT XML, a table, or two COCO files with captions of the same images. Choose either side.',
    path: 'File or folder',
    names: '{n} image of this folder | {n} images of this folder',
    format: 'Format',
    formats: {
      auto: 'Detect automatically',
      viecap4h: 'viecap4h JSON',
      coco: 'COCO captions',
      ktvic: 'KTVIC',
      openviic: 'UIT-OpenViIC',
      'coco-results': 'COCO results (suggestions)',
      flickr: 'Flickr8k captions',
      imagefolder: 'Hugging Face image folder',
      'label-studio': 'Label Studio',
      argilla: 'Argilla',
      prodigy: 'Prodigy',
      jsonl: 'JSON Lines',
      csv: 'CSV',
      tsv: 'TSV',
      folder: 'Folder of images',
      parquet: 'Parquet',
      webdataset: 'WebDataset (.tar)',
      pairs: 'Sentence pairs',
      sentences: 'Vietnamese sentences alone',
      embeddings: 'Embeddings'
    },
    hub: {
      title: 'From the Hugging Face hub',
      name: 'Data set',
      help: "owner/name, or owner/name{'@'}revision. Its folder is then the one to import.",
      load: 'Download',
      images: '{n} images',
      captions: '{n} captions',
      licence: 'licence: {licence}',
      seePage: 'see page'
    },
    imagesDir: 'Image folder',
    imagesDirHelp:
      'Needed only if the images are not found near the file: the preview shows where they were found.',
    split: 'Add to split',
    splitOfData: 'As the data says, otherwise training',
    textFilesHold: 'A text file beside an image contains',
    textFiles: { lines: 'One caption per line', whole: 'One caption' },
    beside: 'Matching COCO file',
    besideHelp:
      'Needed only if it is not found nearby: the file that lists the images, or the captions in the other language.',
    taken: {
      delimiter: 'Columns separated by {delimiter}',
      tabs: 'tabs',
      quotes: 'cells may be quoted',
      noQuotes: 'quotation marks are part of the text',
      escape: 'quotation marks inside are written \\"',
      trim: 'spaces around cells ignored',
      sepLine: 'the line sep= is not a record',
      part: 'Reads {part}',
      partOf: '{file} ({split})',
      beside: 'Together with {file}',
      joinedBy: {
        annotation: 'Pairs matched by annotation id',
        image: 'Pairs matched by image id, in order'
      },
      texts: {
        lines: 'Text files contain one caption per line',
        whole: 'Text files contain one caption each'
      },
      unread: 'Not read: {files}. If captions are in there, import these files by themselves.',
      splits: 'Images by split: {splits}'
    },
    valFraction: 'Hold out for validation',
    valFractionHelp: 'Fraction of the rows, from 0 to below 1. The recipe holds out 0.05.',
    holdOut: {
      text: 'Neither the library nor this data has validation images. Without them a run has no BLEU, no sample captions and no best checkpoint by captions.',
      action: 'Hold out {percent}%'
    },
    seed: 'Random seed',
    encoder: 'Encoder that made them',
    encoderHelp: 'A registered encoder with the same embedding size.',
    start: 'Import',
    column: {
      image: 'Image column',
      caption: 'Caption column',
      english: 'English column',
      vietnamese: 'Vietnamese column'
    },
    preview: {
      action: 'Preview',
      list: 'First records',
      image: 'Image',
      captions: 'Captions',
      english: 'English',
      vietnamese: 'Vietnamese',
      problem: 'Note',
      imagesDir: 'images in {folder}',
      kept: 'Also kept: {fields}',
      suggestions: 'Captions written by models are imported as suggestions.',
      complete: 'This is the whole file.',
      more: 'The file has more records.'
    },
    running: 'Importing…',
    background: 'Continue in the background',
    done: 'Import finished',
    failed: 'Import failed',
    cancelled: 'The import was cancelled. Nothing was imported.',
    report: {
      images: 'Images',
      captions: 'Captions',
      pairs: 'Pairs',
      embeddings: 'Embeddings',
      added: '{n} added',
      unchanged: '{n} unchanged',
      skipped: '{n} record was skipped | {n} records were skipped',
      readAs: 'Read as {format}',
      suggestions:
        '{n} caption was written by a model and is a suggestion until someone takes it. | {n} captions were written by models and are suggestions until someone takes them.',
      nothing: 'Nothing was imported: no readable records or images were found.',
      nothingNew: 'Nothing new: the library already has all of it.',
      withoutCaption:
        '{n} image has no caption in this import. | {n} images have no caption in this import.',
      lacksEnd:
        '{n} JPEG file without its end marker is used all the same: {first} | {n} JPEG files without their end marker are used all the same, such as {first}',
      nothingSkipped: 'Nothing was skipped.',
      joined:
        '{n} record was merged into an earlier one for the same image | {n} records were merged into earlier ones for the same images',
      kept: 'Additional fields of the file, kept with the imported records',
      notKept:
        'Fields that could not be kept: they already have another value, or there is nowhere to store them',
      first: 'Only the first {n} are listed.',
      list: 'Skipped records',
      where: 'Location',
      what: 'Record',
      reason: 'Reason'
    }
  },
  vi: {
    title: 'Nhập dữ liệu',
    pairsTitle: 'Nhập cặp câu',
    lead: 'Tệp chú thích (viecap4h, COCO, KTVIC, UIT-OpenViIC, JSON, CSV, Label Studio, Argilla), thư mục ảnh hoặc tệp zip của nó, hoặc cặp câu. Định dạng được nhận ra từ nội dung.',
    pairsLead:
      'Hai tệp văn bản khớp từng dòng (train.en và train.vi), XML của IWSLT, một bảng, hoặc hai tệp COCO có chú thích của cùng các ảnh. Chọn một trong hai tệp.',
    path: 'Tệp hoặc thư mục',
    names: '{n} ảnh trong thư mục này',
    format: 'Định dạng',
    formats: {
      auto: 'Tự động nhận dạng',
      viecap4h: 'JSON viecap4h',
      coco: 'Chú thích COCO',
      ktvic: 'KTVIC',
      openviic: 'UIT-OpenViIC',
      'coco-results': 'Kết quả COCO (gợi ý)',
      flickr: 'Chú thích Flickr8k',
      imagefolder: 'Thư mục ảnh Hugging Face',
      'label-studio': 'Label Studio',
      argilla: 'Argilla',
      prodigy: 'Prodigy',
      jsonl: 'JSON Lines',
      csv: 'CSV',
      tsv: 'TSV',
      folder: 'Thư mục ảnh',
      parquet: 'Parquet',
      webdataset: 'WebDataset (.tar)',
      pairs: 'Cặp câu',
      sentences: 'Chỉ câu tiếng Việt',
      embeddings: 'Vector nhúng (embedding)'
    },
    hub: {
      title: 'Từ kho Hugging Face',
      name: 'Bộ dữ liệu',
      help: "chủ/tên, hoặc chủ/tên{'@'}phiên bản. Thư mục tải về sẽ là thư mục để nhập.",
      load: 'Tải về',
      images: '{n} ảnh',
      captions: '{n} chú thích',
      licence: 'giấy phép: {licence}',
      seePage: 'xem trang'
    },
    imagesDir: 'Thư mục ảnh',
    imagesDirHelp:
      'Chỉ cần khi không tìm thấy ảnh ở gần tệp: phần xem trước cho biết ảnh được tìm thấy ở đâu.',
    split: 'Đưa vào tập',
    splitOfData: 'Theo dữ liệu, nếu không có thì tập huấn luyện',
    textFilesHold: 'Tệp văn bản cạnh ảnh chứa',
    textFiles: { lines: 'Mỗi dòng một chú thích', whole: 'Một chú thích' },
    beside: 'Tệp COCO đi kèm',
    besideHelp:
      'Chỉ cần khi không tìm thấy ở gần: tệp có danh sách ảnh, hoặc tệp chú thích bằng ngôn ngữ kia.',
    taken: {
      delimiter: 'Các cột cách nhau bằng {delimiter}',
      tabs: 'tab',
      quotes: 'ô có thể nằm trong dấu nháy kép',
      noQuotes: 'dấu nháy là một phần của văn bản',
      escape: 'dấu nháy bên trong được ghi là \\"',
      trim: 'bỏ khoảng trắng quanh ô',
      sepLine: 'dòng sep= không phải bản ghi',
      part: 'Đọc {part}',
      partOf: '{file} ({split})',
      beside: 'Cùng với {file}',
      joinedBy: {
        annotation: 'Ghép cặp theo id của chú thích',
        image: 'Ghép cặp theo id của ảnh, lần lượt từng câu'
      },
      texts: {
        lines: 'Tệp văn bản: mỗi dòng một chú thích',
        whole: 'Tệp văn bản: mỗi tệp một chú thích'
      },
      unread: 'Chưa đọc: {files}. Nếu chú thích nằm trong đó, hãy nhập riêng các tệp này.',
      splits: 'Số ảnh theo tập: {splits}'
    },
    valFraction: 'Giữ lại để kiểm định',
    valFractionHelp: 'Tỉ lệ số dòng, từ 0 đến dưới 1. Công thức giữ lại 0,05.',
    holdOut: {
      text: 'Cả thư viện lẫn dữ liệu này đều chưa có ảnh kiểm định. Thiếu ảnh kiểm định thì không có BLEU, không có chú thích mẫu và không chọn được checkpoint tốt nhất theo chú thích.',
      action: 'Giữ lại {percent}%'
    },
    seed: 'Seed ngẫu nhiên',
    encoder: 'Bộ mã hoá đã tạo ra',
    encoderHelp: 'Một bộ mã hoá đã thêm, có cùng kích thước vector nhúng.',
    start: 'Nhập',
    column: {
      image: 'Cột tên ảnh',
      caption: 'Cột chú thích',
      english: 'Cột tiếng Anh',
      vietnamese: 'Cột tiếng Việt'
    },
    preview: {
      action: 'Xem trước',
      list: 'Các bản ghi đầu',
      image: 'Ảnh',
      captions: 'Chú thích',
      english: 'Tiếng Anh',
      vietnamese: 'Tiếng Việt',
      problem: 'Ghi chú',
      imagesDir: 'ảnh trong {folder}',
      kept: 'Các trường được giữ kèm: {fields}',
      suggestions: 'Chú thích do mô hình viết được nhập dưới dạng gợi ý.',
      complete: 'Đó là toàn bộ tệp.',
      more: 'Tệp còn tiếp.'
    },
    running: 'Đang nhập…',
    background: 'Tiếp tục trong nền',
    done: 'Nhập xong',
    failed: 'Nhập không thành công',
    cancelled: 'Đã huỷ nhập. Chưa nhập gì.',
    report: {
      images: 'Ảnh',
      captions: 'Chú thích',
      pairs: 'Cặp câu',
      embeddings: 'Vector nhúng (embedding)',
      added: 'thêm {n}',
      unchanged: 'giữ nguyên {n}',
      skipped: 'Bỏ qua {n} bản ghi',
      readAs: 'Đọc theo định dạng {format}',
      suggestions: '{n} chú thích do mô hình viết, là gợi ý cho đến khi có người nhận.',
      nothing: 'Chưa nhập gì: không có bản ghi hay ảnh nào đọc được.',
      nothingNew: 'Không có gì mới: thư viện đã có tất cả.',
      withoutCaption: '{n} ảnh không có chú thích trong dữ liệu đã đọc.',
      lacksEnd: '{n} tệp JPEG thiếu dấu kết thúc vẫn được dùng, chẳng hạn {first}',
      nothingSkipped: 'Không bỏ qua bản ghi nào.',
      joined: '{n} bản ghi được gộp vào ảnh đã có bản ghi trước đó',
      kept: 'Các trường bổ sung của tệp, được giữ kèm bản ghi đã nhập',
      notKept: 'Các trường không giữ được: đã có giá trị khác, hoặc không có chỗ để giữ',
      first: 'Chỉ liệt kê {n} bản ghi đầu.',
      list: 'Các bản ghi bị bỏ qua',
      where: 'Vị trí',
      what: 'Bản ghi',
      reason: 'Lý do'
    }
  }
})
