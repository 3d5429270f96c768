import { defineWords } from '../define-words'

export const runWords = defineWords({
  en: {
    title: 'Runs',
    list: 'Training runs',
    empty: {
      title: 'No runs yet',
      text: 'Start a run on the Train screen. Its curves appear here while it trains.',
      action: 'Go to Train'
    },
    stop: 'Stop',
    stopKeep: 'Stop and keep a checkpoint',
    stopWithout: 'Stop without a checkpoint: it can resume from step {step}',
    stopWithoutAny: 'Stop without a checkpoint: it can only start again from the beginning',
    cancelQueued: 'Take out of the queue',
    keep: {
      edit: 'Edit',
      editTitle: 'Name and notes of {id}',
      tags: 'Tags',
      note: 'Note',
      save: 'Save',
      archive: 'Archive',
      unarchive: 'Unarchive',
      archived: 'archived',
      showArchived: 'Show 1 archived run | Show {n} archived runs',
      remove: 'Delete run',
      removeTitle: 'Delete {name}?',
      removeText:
        'Its curves, sample captions, checkpoints and frozen data are deleted permanently. This frees {size}. Captions that its model wrote stay in the library.',
      removeNow: 'Delete run',
      removed: '{name} deleted, {size} freed.'
    },
    copy: 'Copy settings',
    again: 'Queue again',
    axis: { label: 'Axis', steps: 'Steps', epochs: 'Epochs', time: 'Time' },
    smoothing: 'Smoothing',
    log: 'Log scale',
    resumed: 'resumed once | resumed {n} times',
    trade:
      '{gains} improve at the expense of {loses}: since step {step} the validation loss of {loses} has been rising while the other falls. Use the best checkpoint, or change the mix.',
    resume: 'Resume from step {step}',
    resumeFromStart: 'Start from the beginning',
    step: 'step {step} of {total}',
    epoch: 'epoch {epoch} of {total}',
    bestLoss: 'Best validation loss',
    bleuAverage: 'BLEU (mean of BLEU-1 to BLEU-4)',
    lastLoss: 'Training loss',
    split:
      'Memory ran out at step {step}. Since then each batch has been split into {parts} parts, with gradients accumulated over {accumulate} batches. Each update still uses the same examples.',
    leftOut: 'Left out: {what}.',
    dropped: {
      'text-empty': '{n} empty texts',
      'token-outside-table': '{n} texts with a token outside the token table of the GPT-2',
      'image-not-embedded': '{n} captions of images that could not be embedded',
      'sentence-not-embedded': '{n} pairs whose sentence could not be embedded'
    },
    chart: {
      loss: 'Loss',
      bleu: 'BLEU',
      reward: 'Reward',
      learningRate: 'Learning rate',
      speed: 'Tokens per second',
      memory: 'Memory (GB)',
      showAll: 'Reset zoom',
      zoom: 'Drag to zoom, double-click to reset',
      waiting: 'The curve appears with the first values.',
      bleuOff: 'No BLEU: the number of validation images of this run is 0.',
      noImages: 'No BLEU: this run has no validation images.',
      nothing: 'The run ended before the first value.'
    },
    curve: {
      loss: 'Train',
      lossCaptions: 'Captions, train',
      lossPairs: 'Pairs, train',
      valLoss: 'Captions, val',
      valLossPairs: 'Pairs, val',
      rewardSample: 'Samples, train',
      rewardGreedy: 'Greedy, train',
      valReward: 'Validation'
    },
    unit: {
      nats: 'nats per token',
      bleu: '0 to 1',
      reward: 'per caption',
      rate: 'size of updates',
      speed: 'tokens/s',
      memory: 'GB'
    },
    metric: {
      loss: 'Loss',
      lossCaptions: 'Captions',
      lossPairs: 'Pairs',
      rewardSample: 'Reward of samples',
      rewardGreedy: 'Reward of greedy captions',
      learningRate: 'Learning rate',
      examplesPerSecond: 'Examples per second',
      tokensPerSecond: 'Tokens per second',
      memoryBytes: 'Memory (GB)',
      gradientNorm: 'Gradient norm',
      valLoss: 'Validation loss',
      valLossPairs: 'Validation loss, pairs',
      valReward: 'Validation reward',
      bleu1: 'BLEU-1',
      bleu2: 'BLEU-2',
      bleu3: 'BLEU-3',
      bleu4: 'BLEU-4',
      bleu: 'Mean'
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
      caption: 'Metrics after each epoch',
      none: 'No epoch has finished yet.'
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
      made: 'Saved',
      remove: 'Delete the checkpoint of step {step}',
      removeText: 'Its weights ({size}) are deleted permanently. The curves are kept.',
      removeNow: 'Delete',
      needed: 'The newest checkpoint is needed to resume the run.',
      valLoss: 'Validation loss',
      bleu: 'BLEU',
      actions: 'Actions'
    },
    average: {
      open: 'Average checkpoints…',
      title: 'Average the checkpoints of {name}',
      lead: 'Averages the weights of several checkpoints into a new captioner, which often writes better captions than any one of them and costs no more.',
      which: 'Checkpoints',
      take: {
        last: 'Last',
        best: 'Best',
        greedy: 'Greedy'
      },
      about: {
        last: 'The newest checkpoints of the run.',
        best: 'The checkpoints with the lowest validation loss.',
        greedy:
          'From the best one on, each checkpoint is kept that does not raise the validation loss of the average (model soup, Wortsman et al., 2022).'
      },
      count: 'Number of checkpoints',
      start: 'Average',
      done: 'Averaged {taken} of {all} checkpoints into the captioner {name}.',
      doneLoss:
        'Averaged {taken} of {all} checkpoints into the captioner {name}. Its validation loss is {loss}; that of the best checkpoint is {best}.',
      show: 'Show in Models'
    },
    changes: {
      same: 'The library still contains the data of this run.',
      differ:
        'The data has changed since this run started. Captions: {captionsAdded} added, {captionsRemoved} removed, {captionsEdited} edited. Pairs: {pairsAdded} added, {pairsRemoved} removed, {pairsEdited} edited.'
    },
    setting: 'Setting',
    value: 'Value'
  },
  vi: {
    title: 'Lần huấn luyện',
    list: 'Các lần huấn luyện',
    empty: {
      title: 'Chưa có lần huấn luyện',
      text: 'Hãy bắt đầu một lần huấn luyện ở màn hình Huấn luyện. Đường cong sẽ hiện ở đây trong khi huấn luyện.',
      action: 'Đến Huấn luyện'
    },
    stop: 'Dừng',
    stopKeep: 'Dừng và giữ một checkpoint',
    stopWithout: 'Dừng, không giữ checkpoint: có thể tiếp tục từ bước {step}',
    stopWithoutAny: 'Dừng, không giữ checkpoint: chỉ có thể chạy lại từ đầu',
    cancelQueued: 'Bỏ khỏi hàng đợi',
    keep: {
      edit: 'Sửa',
      editTitle: 'Tên và ghi chú của {id}',
      tags: 'Nhãn',
      note: 'Ghi chú',
      save: 'Lưu',
      archive: 'Lưu trữ',
      unarchive: 'Bỏ lưu trữ',
      archived: 'đã lưu trữ',
      showArchived: 'Hiện {n} lần huấn luyện đã lưu trữ',
      remove: 'Xoá lần huấn luyện',
      removeTitle: 'Xoá {name}?',
      removeText:
        'Các đường cong, chú thích mẫu, checkpoint và dữ liệu đã chụp lại bị xoá vĩnh viễn. Giải phóng {size}. Các chú thích do mô hình này viết vẫn ở trong thư viện.',
      removeNow: 'Xoá lần huấn luyện',
      removed: 'Đã xoá {name}, giải phóng {size}.'
    },
    copy: 'Sao chép thiết lập',
    again: 'Đưa vào hàng đợi lần nữa',
    axis: { label: 'Trục', steps: 'Bước', epochs: 'Epoch', time: 'Thời gian' },
    smoothing: 'Làm mượt',
    log: 'Thang log',
    resumed: 'đã chạy tiếp {n} lần',
    trade:
      '{gains} tốt lên còn {loses} kém đi: từ bước {step}, loss kiểm định của {loses} tăng trong khi loss kia giảm. Hãy dùng checkpoint tốt nhất hoặc đổi tỉ lệ trộn.',
    resume: 'Chạy tiếp từ bước {step}',
    resumeFromStart: 'Chạy lại từ đầu',
    step: 'bước {step} / {total}',
    epoch: 'epoch {epoch} / {total}',
    bestLoss: 'Loss kiểm định (validation) tốt nhất',
    bleuAverage: 'BLEU (trung bình BLEU-1 đến BLEU-4)',
    lastLoss: 'Loss huấn luyện',
    split:
      'Hết bộ nhớ ở bước {step}. Từ đó mỗi batch được chia thành {parts} phần, gradient được cộng dồn qua {accumulate} batch. Mỗi lần cập nhật vẫn dùng cùng số ví dụ.',
    leftOut: 'Bỏ qua: {what}.',
    dropped: {
      'text-empty': '{n} câu rỗng',
      'token-outside-table': '{n} câu có token ngoài bảng token của GPT-2',
      'image-not-embedded': '{n} chú thích của ảnh không tính được vector nhúng',
      'sentence-not-embedded': '{n} cặp câu có câu không tính được vector nhúng'
    },
    chart: {
      loss: 'Loss',
      bleu: 'BLEU',
      reward: 'Điểm thưởng',
      learningRate: 'Tốc độ học',
      speed: 'Token mỗi giây',
      memory: 'Bộ nhớ (GB)',
      showAll: 'Đặt lại thu phóng',
      zoom: 'Kéo để phóng to, nhấp đúp để đặt lại',
      waiting: 'Đường cong xuất hiện khi có giá trị đầu tiên.',
      bleuOff: 'Không có BLEU: số ảnh kiểm định của lần huấn luyện này là 0.',
      noImages: 'Không có BLEU: lần huấn luyện này không có ảnh kiểm định.',
      nothing: 'Lần huấn luyện kết thúc trước giá trị đầu tiên.'
    },
    curve: {
      loss: 'Huấn luyện',
      lossCaptions: 'Chú thích, huấn luyện',
      lossPairs: 'Cặp câu, huấn luyện',
      valLoss: 'Chú thích, kiểm định',
      valLossPairs: 'Cặp câu, kiểm định',
      rewardSample: 'Mẫu, huấn luyện',
      rewardGreedy: 'Tham lam, huấn luyện',
      valReward: 'Kiểm định'
    },
    unit: {
      nats: 'nat mỗi token',
      bleu: '0 đến 1',
      reward: 'mỗi chú thích',
      rate: 'độ lớn cập nhật',
      speed: 'token/giây',
      memory: 'GB'
    },
    metric: {
      loss: 'Loss',
      lossCaptions: 'Chú thích',
      lossPairs: 'Cặp câu',
      rewardSample: 'Điểm thưởng của mẫu',
      rewardGreedy: 'Điểm thưởng của chú thích tham lam',
      learningRate: 'Tốc độ học',
      examplesPerSecond: 'Ví dụ mỗi giây',
      tokensPerSecond: 'Token mỗi giây',
      memoryBytes: 'Bộ nhớ (GB)',
      gradientNorm: 'Chuẩn gradient',
      valLoss: 'Loss kiểm định (validation)',
      valLossPairs: 'Loss kiểm định (validation), cặp câu',
      valReward: 'Điểm thưởng kiểm định (validation)',
      bleu1: 'BLEU-1',
      bleu2: 'BLEU-2',
      bleu3: 'BLEU-3',
      bleu4: 'BLEU-4',
      bleu: 'Trung bình'
    },
    tab: {
      label: 'Các trang của lần huấn luyện',
      curves: 'Đường cong',
      table: 'Bảng',
      samples: 'Chú thích mẫu',
      checkpoints: 'Checkpoint',
      settings: 'Thiết lập'
    },
    table: {
      epoch: 'Epoch',
      step: 'Bước',
      caption: 'Các độ đo sau mỗi epoch',
      none: 'Chưa epoch nào hoàn tất.'
    },
    samples: {
      none: 'Chú thích mẫu xuất hiện sau epoch đầu tiên.',
      references: 'Do người viết',
      epoch: 'Epoch {n}, bước {step}'
    },
    checkpoints: {
      none: 'Checkpoint xuất hiện sau epoch đầu tiên.',
      best: 'Tốt nhất',
      size: 'Dung lượng',
      made: 'Lưu lúc',
      remove: 'Xoá checkpoint của bước {step}',
      removeText: 'Trọng số ({size}) bị xoá vĩnh viễn. Các đường cong vẫn được giữ.',
      removeNow: 'Xoá',
      needed: 'Cần checkpoint mới nhất để chạy tiếp lần huấn luyện.',
      valLoss: 'Loss kiểm định (validation)',
      bleu: 'BLEU',
      actions: 'Thao tác'
    },
    average: {
      open: 'Lấy trung bình các checkpoint…',
      title: 'Lấy trung bình các checkpoint của {name}',
      lead: 'Lấy trung bình trọng số của nhiều checkpoint thành một mô hình chú thích mới; nó thường viết hay hơn từng checkpoint mà không tốn thêm thời gian.',
      which: 'Checkpoint',
      take: {
        last: 'Mới nhất',
        best: 'Tốt nhất',
        greedy: 'Tham lam'
      },
      about: {
        last: 'Các checkpoint mới nhất của lần huấn luyện.',
        best: 'Các checkpoint có loss kiểm định thấp nhất.',
        greedy:
          'Bắt đầu từ checkpoint tốt nhất, giữ thêm mỗi checkpoint không làm tăng loss kiểm định của trung bình (model soup, Wortsman và cộng sự, 2022).'
      },
      count: 'Số checkpoint',
      start: 'Lấy trung bình',
      done: 'Đã lấy trung bình {taken} trên {all} checkpoint thành mô hình chú thích {name}.',
      doneLoss:
        'Đã lấy trung bình {taken} trên {all} checkpoint thành mô hình chú thích {name}. Loss kiểm định của nó là {loss}; của checkpoint tốt nhất là {best}.',
      show: 'Xem trong Mô hình'
    },
    changes: {
      same: 'Thư viện vẫn chứa đúng dữ liệu của lần huấn luyện này.',
      differ:
        'Dữ liệu đã thay đổi kể từ khi lần huấn luyện này bắt đầu. Chú thích: thêm {captionsAdded}, xoá {captionsRemoved}, sửa {captionsEdited}. Cặp câu: thêm {pairsAdded}, xoá {pairsRemoved}, sửa {pairsEdited}.'
    },
    setting: 'Thiết lập',
    value: 'Giá trị'
  }
})
