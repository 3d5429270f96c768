import { defineWords } from '../define-words'

export const runWords = defineWords({
  en: {
    title: 'Runs',
    list: 'Training runs',
    empty: {
      title: 'No runs yet',
      text: 'Compose a run on the Train screen; its curves appear here while it trains.',
      action: 'Go to Train'
    },
    choose: 'Choose a run to see its curves.',
    cancel: 'Cancel run',
    copy: 'Copy settings',
    again: 'Queue again',
    axis: { label: 'Axis', steps: 'Steps', epochs: 'Epochs', time: 'Time' },
    smoothing: 'Smoothing',
    log: 'Logarithmic',
    resumed: 'resumed once | resumed {n} times',
    trade:
      '{gains} gain at the cost of {loses}: since step {step} the validation loss of {loses} rises while the other falls. Take the best checkpoint, or change the mix.',
    resume: 'Resume run',
    step: 'step {step} of {total}',
    epoch: 'epoch {epoch} of {total}',
    bestLoss: 'Best validation loss',
    bleuAverage: 'BLEU (average of 1 to 4)',
    lastLoss: 'Training loss',
    split:
      'Memory ran out at step {step}: from it on each batch is taken in {parts} parts, with gradients accumulated over {accumulate}. Each update still takes the same examples.',
    leftOut: 'Left out: {what}.',
    dropped: {
      'text-empty': '{n} empty texts',
      'token-outside-table': '{n} texts with a token that the GPT-2 has no row for',
      'picture-not-embedded': '{n} captions of pictures that could not be embedded',
      'sentence-not-embedded': '{n} pairs whose sentence could not be embedded'
    },
    chart: {
      loss: 'Loss',
      bleu: 'BLEU',
      learningRate: 'Learning rate',
      speed: 'Tokens a second',
      memory: 'Memory (GB)',
      showAll: 'Show all',
      zoom: 'Drag to zoom, double-click to show all',
      waiting: 'The curve appears with the first values.'
    },
    metric: {
      loss: 'Loss',
      lossCaptions: 'Captions',
      lossPairs: 'Pairs',
      learningRate: 'Learning rate',
      examplesPerSecond: 'Examples a second',
      tokensPerSecond: 'Tokens a second',
      memoryBytes: 'Memory (GB)',
      gradientNorm: 'Gradient norm',
      valLoss: 'Validation',
      valLossPairs: 'Validation, pairs',
      bleu1: 'BLEU-1',
      bleu2: 'BLEU-2',
      bleu3: 'BLEU-3',
      bleu4: 'BLEU-4',
      bleu: 'Average'
    },
    tab: {
      label: 'Views of the run',
      curves: 'Curves',
      table: 'Table',
      samples: 'Samples',
      checkpoints: 'Checkpoints',
      settings: 'Settings'
    },
    table: {
      epoch: 'Epoch',
      step: 'Step',
      caption: 'Figures after each epoch',
      none: 'No epoch is done yet.'
    },
    samples: {
      none: 'Sample captions appear after the first epoch.',
      references: 'Written by people',
      epoch: 'Epoch {n}, step {step}'
    },
    checkpoints: {
      none: 'Checkpoints appear after the first epoch.',
      best: 'Best',
      size: 'Size',
      made: 'Made',
      remove: 'Delete the checkpoint of step {step}',
      removeText: 'Its weights ({size}) are deleted for good; the curves stay.',
      removeNow: 'Delete',
      needed: 'The newest checkpoint is needed for the run to go on.',
      valLoss: 'Validation loss',
      bleu: 'BLEU',
      actions: 'Actions'
    },
    changes: {
      same: 'The library still holds the data that this run took.',
      differ:
        'The data changed since this run took it. Captions: {captionsAdded} added, {captionsRemoved} removed, {captionsEdited} edited. Pairs: {pairsAdded} added, {pairsRemoved} removed, {pairsEdited} edited.'
    },
    setting: 'Setting',
    value: 'Value'
  },
  vi: {
    title: 'Lượt chạy',
    list: 'Các lượt huấn luyện',
    empty: {
      title: 'Chưa có lượt chạy',
      text: 'Hãy soạn một lượt ở màn hình Huấn luyện; đường cong sẽ hiện ở đây khi nó chạy.',
      action: 'Đến Huấn luyện'
    },
    choose: 'Chọn một lượt chạy để xem đường cong.',
    cancel: 'Huỷ lượt chạy',
    copy: 'Chép thiết lập',
    again: 'Xếp hàng lại',
    axis: { label: 'Trục', steps: 'Bước', epochs: 'Epoch', time: 'Thời gian' },
    smoothing: 'Làm mượt',
    log: 'Thang log',
    resumed: 'đã chạy tiếp {n} lần',
    trade:
      '{gains} tốt lên còn {loses} kém đi: từ bước {step} mất mát kiểm định của {loses} tăng trong khi bên kia giảm. Hãy dùng điểm lưu tốt nhất hoặc đổi tỉ lệ trộn.',
    resume: 'Chạy tiếp',
    step: 'bước {step} / {total}',
    epoch: 'epoch {epoch} / {total}',
    bestLoss: 'Mất mát kiểm định tốt nhất',
    bleuAverage: 'BLEU (trung bình 1 đến 4)',
    lastLoss: 'Mất mát huấn luyện',
    split:
      'Hết bộ nhớ ở bước {step}: từ đó mỗi lô được tính thành {parts} phần, gradient được cộng dồn qua {accumulate} lô. Mỗi lần cập nhật vẫn dùng đúng các ví dụ đó.',
    leftOut: 'Bỏ qua: {what}.',
    dropped: {
      'text-empty': '{n} câu rỗng',
      'token-outside-table': '{n} câu có token mà GPT-2 không có dòng tương ứng',
      'picture-not-embedded': '{n} chú thích của ảnh không tính được embedding',
      'sentence-not-embedded': '{n} cặp câu có câu không tính được embedding'
    },
    chart: {
      loss: 'Mất mát',
      bleu: 'BLEU',
      learningRate: 'Tốc độ học',
      speed: 'Token mỗi giây',
      memory: 'Bộ nhớ (GB)',
      showAll: 'Xem tất cả',
      zoom: 'Kéo để phóng to, nhấp đúp để xem tất cả',
      waiting: 'Đường cong xuất hiện khi có giá trị đầu tiên.'
    },
    metric: {
      loss: 'Mất mát',
      lossCaptions: 'Chú thích',
      lossPairs: 'Cặp câu',
      learningRate: 'Tốc độ học',
      examplesPerSecond: 'Ví dụ mỗi giây',
      tokensPerSecond: 'Token mỗi giây',
      memoryBytes: 'Bộ nhớ (GB)',
      gradientNorm: 'Chuẩn gradient',
      valLoss: 'Kiểm định',
      valLossPairs: 'Kiểm định, cặp câu',
      bleu1: 'BLEU-1',
      bleu2: 'BLEU-2',
      bleu3: 'BLEU-3',
      bleu4: 'BLEU-4',
      bleu: 'Trung bình'
    },
    tab: {
      label: 'Các phần của lượt chạy',
      curves: 'Đường cong',
      table: 'Bảng',
      samples: 'Chú thích mẫu',
      checkpoints: 'Điểm lưu',
      settings: 'Thiết lập'
    },
    table: {
      epoch: 'Epoch',
      step: 'Bước',
      caption: 'Số liệu sau mỗi epoch',
      none: 'Chưa xong epoch nào.'
    },
    samples: {
      none: 'Chú thích mẫu xuất hiện sau epoch đầu tiên.',
      references: 'Do người viết',
      epoch: 'Epoch {n}, bước {step}'
    },
    checkpoints: {
      none: 'Điểm lưu xuất hiện sau epoch đầu tiên.',
      best: 'Tốt nhất',
      size: 'Cỡ',
      made: 'Lúc',
      remove: 'Xoá điểm lưu của bước {step}',
      removeText: 'Trọng số ({size}) bị xoá hẳn; các đường cong vẫn còn.',
      removeNow: 'Xoá',
      needed: 'Cần điểm lưu mới nhất để lượt chạy tiếp tục.',
      valLoss: 'Mất mát kiểm định',
      bleu: 'BLEU',
      actions: 'Thao tác'
    },
    changes: {
      same: 'Thư viện vẫn có đúng dữ liệu mà lượt chạy này đã lấy.',
      differ:
        'Dữ liệu đã thay đổi kể từ khi lượt chạy này lấy. Chú thích: thêm {captionsAdded}, xoá {captionsRemoved}, sửa {captionsEdited}. Cặp câu: thêm {pairsAdded}, xoá {pairsRemoved}, sửa {pairsEdited}.'
    },
    setting: 'Thiết lập',
    value: 'Giá trị'
  }
})
