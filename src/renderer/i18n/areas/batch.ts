import { defineWords } from '../define-words'

export const batchWords = defineWords({
  en: {
    title: 'Batch',
    lead: 'Caption every picture of a folder with a trained model.',
    folder: 'Folder of pictures',
    recursive: 'With its subfolders',
    model: 'Model',
    noModel: 'Choose a run or a captioner',
    captioner: '{name} (captioner)',
    checkpoint: 'Checkpoint',
    best: 'Best by validation loss',
    last: 'Last',
    atStep: 'Step {step} (epoch {epoch})',
    option: {
      clipcap: "The recipe's beam search",
      beam: 'Beam search',
      greedy: 'Greedy',
      nucleus: 'Nucleus sampling',
      full: 'As soon as enough are finished',
      likely: 'When no beam is likely to win',
      never: 'Only when no beam can win'
    },
    advanced: 'Advanced',
    number: 'Give a number.',
    allowed: 'Allowed: {expected}',
    start: 'Start captioning',
    needRun: {
      title: 'No model can write captions yet',
      text: 'Train one first (after its first epoch it can caption folders), or add a captioner on the Models screen.',
      action: 'Go to Train'
    },
    past: 'Captioned folders',
    none: { title: 'Nothing captioned yet', text: 'Choose a folder and a model, then start.' },
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
    model: 'Mô hình',
    noModel: 'Chọn một lượt chạy hoặc mô hình chú thích',
    captioner: '{name} (mô hình chú thích)',
    checkpoint: 'Điểm lưu',
    best: 'Tốt nhất theo mất mát kiểm định',
    last: 'Cuối cùng',
    atStep: 'Bước {step} (epoch {epoch})',
    option: {
      clipcap: 'Tìm theo chùm của công thức',
      beam: 'Tìm theo chùm',
      greedy: 'Tham lam',
      nucleus: 'Lấy mẫu nucleus',
      full: 'Ngay khi đủ chú thích đã xong',
      likely: 'Khi không beam nào có vẻ thắng',
      never: 'Chỉ khi không beam nào có thể thắng'
    },
    advanced: 'Nâng cao',
    number: 'Hãy nhập một số.',
    allowed: 'Cho phép: {expected}',
    start: 'Bắt đầu sinh chú thích',
    needRun: {
      title: 'Chưa có mô hình nào viết được chú thích',
      text: 'Hãy huấn luyện một mô hình (sau epoch đầu tiên nó có thể chú thích thư mục), hoặc thêm mô hình chú thích ở màn hình Mô hình.',
      action: 'Đến Huấn luyện'
    },
    past: 'Thư mục đã chú thích',
    none: { title: 'Chưa chú thích gì', text: 'Chọn thư mục và mô hình rồi bắt đầu.' },
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
