import { defineWords } from '../define-words'

export const trainWords = defineWords({
  en: {
    title: 'Train',
    preset: 'Preset',
    presetChanged: 'Changed from the preset',
    reported: 'Reported by the authors: validation loss {loss}, BLEU {bleu}',
    name: 'Name of the run',
    namePlaceholder: 'Optional',
    clip: 'CLIP model',
    gpt: 'GPT-2 model',
    noModel: 'Choose a model',
    from: 'Start from',
    fresh: 'A fresh mapping network and the GPT-2',
    fromHelp: 'A captioner brings its own weights, sizes and models; the optimiser starts anew.',
    patchMismatch: 'The preset was trained with patches of {wanted}; this model has {found}.',
    group: {
      data: 'Data',
      model: 'Model',
      optimiser: 'Optimiser',
      length: 'Length',
      validation: 'Validation'
    },
    option: {
      adamw: 'AdamW (PyTorch)',
      'adamw-transformers': 'AdamW (old transformers)',
      mlp: 'MLP',
      transformer: 'Transformer',
      full: 'All of it',
      lora: 'Low-rank adapters (LoRA)',
      frozen: 'Frozen',
      linear: 'Linear',
      cosine: 'Cosine',
      constant: 'Constant',
      float32: 'Single (float32)',
      float16: 'Half (float16)',
      off: 'Off',
      clipcap: "The recipe's beam search",
      beam: 'Beam search',
      valLoss: 'By validation loss',
      bleu: 'By BLEU'
    },
    number: 'Give a number.',
    allowed: 'Allowed: {expected}',
    plan: {
      title: 'What it will train on',
      captions: 'Captions',
      pairs: 'Pairs',
      validationImages: 'Validation pictures',
      examplesPerEpoch: 'Examples an epoch',
      stepsPerEpoch: 'Steps an epoch',
      totalSteps: 'Steps in all',
      warmupLong: 'The warm-up is longer than the run: the learning rate never reaches its peak.',
      memory: 'Memory ({device})',
      needed: 'up to {needed} GB',
      neededOf: 'up to {needed} of {available} GB',
      tooLittle:
        'This may need more memory than the device has. When memory runs out, each batch is taken in parts, which costs time: a smaller batch with more accumulation trains the same.'
    },
    start: 'Start training',
    needModels: {
      title: 'Training needs two models',
      text: 'Register a CLIP and a GPT-2 folder first.',
      action: 'Go to models'
    },
    reset: 'Back to the preset'
  },
  vi: {
    title: 'Huấn luyện',
    preset: 'Cấu hình mẫu',
    presetChanged: 'Đã sửa so với mẫu',
    reported: 'Tác giả báo cáo: mất mát kiểm định {loss}, BLEU {bleu}',
    name: 'Tên lượt chạy',
    namePlaceholder: 'Không bắt buộc',
    clip: 'Mô hình CLIP',
    gpt: 'Mô hình GPT-2',
    noModel: 'Chọn một mô hình',
    from: 'Bắt đầu từ',
    fresh: 'Mạng ánh xạ mới và GPT-2',
    fromHelp:
      'Mô hình chú thích mang theo trọng số, kích thước và các mô hình của nó; bộ tối ưu bắt đầu lại.',
    patchMismatch: 'Mẫu này được huấn luyện với mảnh {wanted}; mô hình này có mảnh {found}.',
    group: {
      data: 'Dữ liệu',
      model: 'Mô hình',
      optimiser: 'Bộ tối ưu',
      length: 'Độ dài',
      validation: 'Kiểm định'
    },
    option: {
      adamw: 'AdamW (PyTorch)',
      'adamw-transformers': 'AdamW (transformers cũ)',
      mlp: 'MLP',
      transformer: 'Transformer',
      full: 'Toàn bộ',
      lora: 'Bộ thích ứng hạng thấp (LoRA)',
      frozen: 'Giữ nguyên',
      linear: 'Tuyến tính',
      cosine: 'Cosin',
      constant: 'Không đổi',
      float32: 'Đơn (float32)',
      float16: 'Một nửa (float16)',
      off: 'Tắt',
      clipcap: 'Tìm theo chùm của công thức',
      beam: 'Tìm theo chùm',
      valLoss: 'Theo mất mát kiểm định',
      bleu: 'Theo BLEU'
    },
    number: 'Hãy nhập một số.',
    allowed: 'Cho phép: {expected}',
    plan: {
      title: 'Sẽ huấn luyện trên',
      captions: 'Chú thích',
      pairs: 'Cặp câu',
      validationImages: 'Ảnh kiểm định',
      examplesPerEpoch: 'Ví dụ mỗi epoch',
      stepsPerEpoch: 'Bước mỗi epoch',
      totalSteps: 'Tổng số bước',
      warmupLong: 'Khởi động dài hơn lượt chạy: tốc độ học không bao giờ đạt mức cao nhất.',
      memory: 'Bộ nhớ ({device})',
      needed: 'tối đa {needed} GB',
      neededOf: 'tối đa {needed} trên {available} GB',
      tooLittle:
        'Có thể cần nhiều bộ nhớ hơn thiết bị có. Khi hết bộ nhớ, mỗi lô được chia thành nhiều phần nên chậm hơn: lô nhỏ hơn với tích luỹ nhiều hơn cho kết quả như nhau.'
    },
    start: 'Bắt đầu huấn luyện',
    needModels: {
      title: 'Cần hai mô hình để huấn luyện',
      text: 'Hãy thêm một thư mục CLIP và một thư mục GPT-2 trước.',
      action: 'Đến phần mô hình'
    },
    reset: 'Về cấu hình mẫu'
  }
})
