import { defineWords } from '../define-words'

export const batchWords = defineWords({
  en: {
    title: 'Batch',
    lead: 'Caption every picture of a folder with a trained model.',
    folder: 'Folder of pictures',
    recursive: 'With its subfolders',
    run: 'Run',
    noRun: 'Choose a run',
    checkpoint: 'Checkpoint',
    best: 'Best by validation loss',
    last: 'Last',
    atStep: 'Step {step} (epoch {epoch})',
    method: 'Search',
    methods: { beam: 'Beam search', greedy: 'Greedy' },
    beams: 'Beams',
    start: 'Start captioning',
    needRun: {
      title: 'No run has a checkpoint yet',
      text: 'Train a model first; after its first epoch it can caption folders.',
      action: 'Go to Train'
    },
    past: 'Captioned folders',
    none: { title: 'Nothing captioned yet', text: 'Choose a folder and a run, then start.' },
    results: 'Captions of the folder',
    counts: '{done} captioned, {failed} failed, {total} in all',
    failed: 'Failed',
    waiting: 'Waiting',
    score: 'Score {score}',
    export: {
      title: 'Export these captions',
      done: 'Wrote {captions} captions to {file}.'
    }
  },
  vi: {
    title: 'Hàng loạt',
    lead: 'Sinh chú thích cho mọi ảnh trong một thư mục bằng mô hình đã huấn luyện.',
    folder: 'Thư mục ảnh',
    recursive: 'Cả thư mục con',
    run: 'Lượt chạy',
    noRun: 'Chọn một lượt chạy',
    checkpoint: 'Điểm lưu',
    best: 'Tốt nhất theo mất mát kiểm định',
    last: 'Cuối cùng',
    atStep: 'Bước {step} (epoch {epoch})',
    method: 'Cách tìm',
    methods: { beam: 'Tìm theo chùm', greedy: 'Tham lam' },
    beams: 'Số beam',
    start: 'Bắt đầu sinh chú thích',
    needRun: {
      title: 'Chưa có lượt chạy nào có điểm lưu',
      text: 'Hãy huấn luyện một mô hình trước; sau epoch đầu tiên nó có thể chú thích thư mục.',
      action: 'Đến Huấn luyện'
    },
    past: 'Thư mục đã chú thích',
    none: { title: 'Chưa chú thích gì', text: 'Chọn thư mục và lượt chạy rồi bắt đầu.' },
    results: 'Chú thích của thư mục',
    counts: 'Đã chú thích {done}, lỗi {failed}, tổng {total}',
    failed: 'Lỗi',
    waiting: 'Đang chờ',
    score: 'Điểm {score}',
    export: {
      title: 'Xuất các chú thích này',
      done: 'Đã ghi {captions} chú thích vào {file}.'
    }
  }
})
