import { defineWords } from '../define-words'

export const batchWords = defineWords({
  en: {
    title: 'Caption',
    lead: 'Caption a folder, a list of files or images of the library with a trained model.',
    folder: 'Folder of images',
    recursive: 'Include subfolders',
    list: 'List of images',
    listHelp:
      'A text file with one image per line, or with names separated by NUL characters. Relative paths start from the folder of the list.',
    filter: 'Filter',
    filterHelp:
      'As on the Library screen: captions:0 for images without a caption, -status:accepted for those without an accepted one. Leave empty for all images.',
    source: {
      label: 'Source of the images',
      folder: 'Folder',
      list: 'List',
      library: 'Library',
      picked: 'Selected',
      ids: '{n} selected images',
      filtered: 'Library: {filter}',
      all: 'The whole library'
    },
    captionSelected: 'Caption…',
    try: 'Try on {n}',
    tryHelp:
      'Captions a few images spread over the source, to check the model and the decoding options first.',
    aTry: 'trial',
    model: 'Model',
    noModel: 'Choose a run or captioner',
    captioner: '{name} (captioner)',
    checkpoint: 'Checkpoint',
    best: 'Best by validation loss',
    last: 'Last',
    atStep: 'Step {step} (epoch {epoch})',
    option: {
      clipcap: "The recipe's beam search",
      beam: 'Beam search',
      greedy: 'Greedy search',
      nucleus: 'Nucleus sampling',
      full: 'As soon as enough captions are finished',
      likely: 'When no beam is likely to score higher',
      never: 'Only when no beam can score higher',
      score: 'Highest score of the search',
      cider: 'Minimum risk by CIDEr-D',
      bleu: 'Minimum risk by BLEU',
      clip: 'Best by CLIP and the search'
    },
    stop: {
      trained: 'As the captioner was trained',
      trainedAs: 'As the captioner was trained: {stop}',
      end: 'only at the end-of-text token',
      at: 'at “{text}” or the end-of-text token',
      text: 'at this text or the end-of-text token'
    },
    advanced: 'Advanced',
    ensemble: 'Write together with',
    ensembleHelp:
      'Each word is chosen by the mean of what all of them find probable. It often reads better, and takes as many times longer.',
    weights: {
      label: 'Weights',
      help: 'int8 is for the CPU: faster, and less than half the memory for the weights. Captions differ slightly from those of float32; compare scores before you rely on them.',
      float32: 'as they are (float32)',
      int8: 'rounded to 8 bits (int8)'
    },
    number: 'Enter a number.',
    allowed: 'Allowed values: {expected}',
    start: 'Start captioning',
    needRun: {
      title: 'Choose what writes the captions',
      text: 'A vision model that you already run, a captioner that you have, or one that you train here (it can write captions after its first epoch).',
      action: 'Train a captioner first'
    },
    past: 'Captioning jobs',
    none: {
      title: 'Nothing captioned yet',
      text: 'Choose images and a model, then start captioning.'
    },
    results: 'Images and their captions',
    show: {
      label: 'Show images',
      all: 'All {n}',
      done: 'Captioned {n}',
      skipped: 'Already captioned {n}',
      failed: 'Failed {n}',
      waiting: 'Waiting {n}'
    },
    retry: 'Retry failed images',
    keep: 'Add to the library',
    keepHelp:
      'Adds the captions to the images of the library as drafts by the model. A single undo removes them all.',
    kept: '{added} drafts added; {unchanged} were already there; {unknown} images are not in the library; {empty} captions are empty.',
    empty: 'Empty caption',
    edited: 'Edited',
    skipped: 'Already captioned',
    editing: 'Caption of {file}',
    editHelp: '{text} (click to edit; Ctrl+Enter saves, Esc cancels)',
    scores: {
      open: 'Score…',
      title: 'Score these captions',
      lead: 'BLEU, ROUGE-L and CIDEr-D as the COCO evaluation defines them, in Unicode form NFC.',
      against: 'Score against',
      library: 'Captions in the library written by people',
      file: 'A file',
      references: 'Caption file',
      metric: 'Metric',
      value: 'Value',
      interval: '95% confidence interval',
      average: 'BLEU (mean)',
      action: 'Score',
      counts:
        '{items} images with {references} reference captions; {unmatched} images have no reference.'
    },
    waiting: 'Waiting',
    score: 'Score {score}',
    export: {
      title: 'Export these captions',
      texts: 'Text files',
      submission: 'Submission',
      there: 'If the text file already exists',
      textsHelp: 'Writes x.txt next to x.jpg.',
      mode: {
        prepend: 'Add the caption before its text',
        append: 'Add the caption after its text',
        keep: 'Keep it',
        replace: 'Replace it'
      },
      sample: 'Template (optional)',
      sampleHelp:
        'The ids of the template are written in its order; ids without a caption get an empty one.',
      beside: 'Wrote {captions} text files next to the images.',
      kept: '{n} text files were left unchanged.',
      failed: '{n} text file could not be written: | {n} text files could not be written:',
      without: '{n} ids of the template have no caption.',
      done: 'Wrote {captions} captions to {file}.'
    }
  },
  vi: {
    title: 'Tạo chú thích',
    lead: 'Tạo chú thích cho một thư mục, một danh sách tệp hoặc ảnh trong thư viện bằng mô hình đã huấn luyện.',
    folder: 'Thư mục ảnh',
    recursive: 'Gồm cả thư mục con',
    list: 'Danh sách ảnh',
    listHelp:
      'Tệp văn bản ghi mỗi dòng một ảnh, hoặc các tên cách nhau bằng ký tự NUL. Đường dẫn tương đối tính từ thư mục chứa danh sách.',
    filter: 'Bộ lọc',
    filterHelp:
      'Giống như ở màn hình Thư viện: captions:0 là ảnh chưa có chú thích, -status:accepted là ảnh chưa có chú thích được duyệt. Để trống để lấy mọi ảnh.',
    source: {
      label: 'Nguồn ảnh',
      folder: 'Thư mục',
      list: 'Danh sách',
      library: 'Thư viện',
      picked: 'Đã chọn',
      ids: '{n} ảnh đã chọn',
      filtered: 'Thư viện: {filter}',
      all: 'Toàn bộ thư viện'
    },
    captionSelected: 'Tạo chú thích…',
    try: 'Thử {n} ảnh',
    tryHelp:
      'Tạo chú thích cho một vài ảnh lấy rải đều từ nguồn, để thử mô hình và cách giải mã trước.',
    aTry: 'chạy thử',
    model: 'Mô hình',
    noModel: 'Chọn lần huấn luyện hoặc mô hình chú thích',
    captioner: '{name} (mô hình chú thích)',
    checkpoint: 'Checkpoint',
    best: 'Tốt nhất theo loss kiểm định (validation)',
    last: 'Mới nhất',
    atStep: 'Bước {step} (epoch {epoch})',
    option: {
      clipcap: 'Tìm kiếm chùm (beam search) của công thức',
      beam: 'Tìm kiếm chùm (beam search)',
      greedy: 'Tìm kiếm tham lam (greedy)',
      nucleus: 'Lấy mẫu nucleus (top-p)',
      full: 'Ngay khi đã đủ số chú thích hoàn tất',
      likely: 'Khi không chùm nào có khả năng đạt điểm cao hơn',
      never: 'Chỉ khi không chùm nào có thể đạt điểm cao hơn',
      score: 'Điểm tìm kiếm cao nhất',
      cider: 'Rủi ro nhỏ nhất theo CIDEr-D',
      bleu: 'Rủi ro nhỏ nhất theo BLEU',
      clip: 'Tốt nhất theo CLIP và tìm kiếm'
    },
    stop: {
      trained: 'Theo cách mô hình chú thích được huấn luyện',
      trainedAs: 'Theo cách mô hình chú thích được huấn luyện: {stop}',
      end: 'chỉ tại token kết thúc',
      at: 'tại “{text}” hoặc token kết thúc',
      text: 'tại chuỗi này hoặc token kết thúc'
    },
    advanced: 'Nâng cao',
    ensemble: 'Viết cùng với',
    ensembleHelp:
      'Mỗi từ được chọn theo trung bình xác suất của tất cả các mô hình. Chú thích thường tốt hơn, nhưng mất thời gian gấp bấy nhiêu lần.',
    weights: {
      label: 'Trọng số',
      help: 'int8 dành cho CPU: nhanh hơn, và trọng số chiếm chưa đến nửa bộ nhớ. Chú thích hơi khác so với float32; hãy so điểm trước khi dùng.',
      float32: 'giữ nguyên (float32)',
      int8: 'làm tròn còn 8 bit (int8)'
    },
    number: 'Hãy nhập một số.',
    allowed: 'Giá trị cho phép: {expected}',
    start: 'Bắt đầu tạo chú thích',
    needRun: {
      title: 'Chọn mô hình viết chú thích',
      text: 'Một mô hình thị giác bạn đang chạy, một mô hình chú thích sẵn có, hoặc một mô hình huấn luyện tại đây (sau epoch đầu tiên là có thể dùng).',
      action: 'Huấn luyện mô hình trước'
    },
    past: 'Các lượt tạo chú thích',
    none: { title: 'Chưa tạo chú thích nào', text: 'Hãy chọn ảnh và mô hình rồi bắt đầu.' },
    results: 'Ảnh và chú thích',
    show: {
      label: 'Ảnh hiển thị',
      all: 'Tất cả {n}',
      done: 'Đã chú thích {n}',
      skipped: 'Đã có chú thích {n}',
      failed: 'Lỗi {n}',
      waiting: 'Đang chờ {n}'
    },
    retry: 'Thử lại ảnh lỗi',
    keep: 'Thêm vào thư viện',
    keepHelp:
      'Thêm chú thích vào ảnh trong thư viện dưới dạng bản nháp của mô hình; chỉ cần hoàn tác một lần để gỡ hết.',
    kept: 'Đã thêm {added} bản nháp; {unchanged} đã có sẵn; {unknown} ảnh không có trong thư viện; {empty} chú thích trống.',
    empty: 'Chú thích trống',
    edited: 'Đã sửa',
    skipped: 'Đã có chú thích',
    editing: 'Chú thích của {file}',
    editHelp: '{text} (bấm để sửa; Ctrl+Enter để lưu, Esc để huỷ)',
    scores: {
      open: 'Chấm điểm…',
      title: 'Chấm điểm các chú thích này',
      lead: 'BLEU, ROUGE-L và CIDEr-D theo định nghĩa của bộ đánh giá COCO, chuẩn Unicode NFC.',
      against: 'So với',
      library: 'Chú thích do người viết trong thư viện',
      file: 'Một tệp',
      references: 'Tệp chú thích',
      metric: 'Độ đo',
      value: 'Giá trị',
      interval: 'Khoảng tin cậy 95%',
      average: 'BLEU (trung bình)',
      action: 'Chấm điểm',
      counts:
        '{items} ảnh với {references} chú thích tham chiếu; {unmatched} ảnh không có chú thích tham chiếu.'
    },
    waiting: 'Đang chờ',
    score: 'Điểm {score}',
    export: {
      title: 'Xuất các chú thích này',
      texts: 'Tệp văn bản',
      submission: 'Bài nộp',
      there: 'Nếu đã có tệp văn bản',
      textsHelp: 'Ghi x.txt bên cạnh x.jpg.',
      mode: {
        prepend: 'Thêm chú thích vào đầu tệp',
        append: 'Thêm chú thích vào cuối tệp',
        keep: 'Giữ nguyên',
        replace: 'Thay thế'
      },
      sample: 'Tệp mẫu (tuỳ chọn)',
      sampleHelp: 'Các id được ghi theo thứ tự của tệp mẫu; id không có chú thích được để trống.',
      beside: 'Đã ghi {captions} tệp văn bản bên cạnh ảnh.',
      kept: '{n} tệp được giữ nguyên.',
      failed: 'Không ghi được {n} tệp:',
      without: '{n} id của tệp mẫu không có chú thích.',
      done: 'Đã ghi {captions} chú thích vào {file}.'
    }
  }
})
