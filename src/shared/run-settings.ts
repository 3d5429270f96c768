import type { RunConfig } from './domain/run-config'

/** Explanation of one setting of a run, shown in the form, in `--help` and in the documentation. */
export interface RunSetting {
  label: { en: string; vi: string }
  help: { en: string; vi: string }
  /** Where the default comes from. */
  source: string
  group: 'data' | 'model' | 'optimiser' | 'length' | 'validation'
}

const RECIPE = 'the VLSP 2021 vieCap4H recipe'
const CLIPCAP = 'ClipCap (Mokady et al., 2021)'
const OURS = 'Viecap Workbench'

/** One entry for each setting but the name and the models, in the order of the form. */
export const runSettings: Record<
  Exclude<keyof RunConfig, 'name' | 'clipModelId' | 'gptModelId'>,
  RunSetting
> = {
  captionRepeat: {
    label: { en: 'Captions', vi: 'Chú thích' },
    help: {
      en: 'How often the caption set stands in one epoch; "3-1" of the recipe is 3 here and 1 for pairs.',
      vi: 'Số lần tập chú thích xuất hiện trong một epoch; "3-1" của công thức là 3 ở đây và 1 cho cặp câu.'
    },
    source: RECIPE,
    group: 'data'
  },
  pairRepeat: {
    label: { en: 'Pairs', vi: 'Cặp câu' },
    help: {
      en: 'How often the English-Vietnamese pairs stand in one epoch; 0 trains on captions alone.',
      vi: 'Số lần các cặp câu Anh-Việt xuất hiện trong một epoch; 0 chỉ huấn luyện trên chú thích.'
    },
    source: RECIPE,
    group: 'data'
  },
  maxCaptionTokens: {
    label: { en: 'Longest caption', vi: 'Chú thích dài nhất' },
    help: {
      en: 'Tokens of a caption that are trained on; what stands behind them is cut off.',
      vi: 'Số token của chú thích được huấn luyện; phần sau bị cắt.'
    },
    source: RECIPE,
    group: 'data'
  },
  endOfText: {
    label: { en: 'End-of-text target', vi: 'Token kết thúc' },
    help: {
      en: 'Adds the end-of-text token to the targets, so that the model learns where to stop. The recipe has none.',
      vi: 'Thêm token kết thúc vào đích để mô hình học chỗ dừng. Công thức gốc không có.'
    },
    source: OURS,
    group: 'data'
  },
  prefixLength: {
    label: { en: 'Prefix tokens', vi: 'Số token tiền tố' },
    help: {
      en: 'Number of prefix tokens that the mapping network makes of an embedding.',
      vi: 'Số token tiền tố mà mạng ánh xạ tạo ra từ một embedding.'
    },
    source: CLIPCAP,
    group: 'model'
  },
  trainGpt: {
    label: { en: 'Train GPT-2', vi: 'Huấn luyện GPT-2' },
    help: {
      en: 'Trains GPT-2 along with the mapping network; off keeps GPT-2 as it is.',
      vi: 'Huấn luyện GPT-2 cùng mạng ánh xạ; tắt thì giữ nguyên GPT-2.'
    },
    source: RECIPE,
    group: 'model'
  },
  mappingDropout: {
    label: { en: 'Mapping dropout', vi: 'Dropout mạng ánh xạ' },
    help: {
      en: 'Share of hidden units of the mapping network dropped at each training step.',
      vi: 'Tỉ lệ nút ẩn của mạng ánh xạ bị bỏ ở mỗi bước huấn luyện.'
    },
    source: RECIPE,
    group: 'model'
  },
  gptDropout: {
    label: { en: 'GPT-2 dropout', vi: 'Dropout GPT-2' },
    help: {
      en: 'Dropout of GPT-2: embeddings, attention weights and both residual branches.',
      vi: 'Dropout của GPT-2: embedding, trọng số chú ý và hai nhánh dư.'
    },
    source: RECIPE,
    group: 'model'
  },
  optimizer: {
    label: { en: 'Optimiser', vi: 'Bộ tối ưu' },
    help: {
      en: "AdamW in PyTorch's form, or in that of the old transformers library (the recipe's own), where epsilon stands before the bias correction.",
      vi: 'AdamW theo PyTorch, hoặc theo thư viện transformers cũ (công thức gốc), trong đó epsilon đứng trước hiệu chỉnh độ chệch.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  learningRate: {
    label: { en: 'Learning rate', vi: 'Tốc độ học' },
    help: {
      en: 'Highest learning rate, reached at the end of the warm-up; then it falls linearly to zero at the last step.',
      vi: 'Tốc độ học cao nhất, đạt được khi hết khởi động; sau đó giảm tuyến tính về 0 ở bước cuối.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  warmupSteps: {
    label: { en: 'Warm-up steps', vi: 'Số bước khởi động' },
    help: {
      en: 'Steps over which the learning rate rises from zero.',
      vi: 'Số bước để tốc độ học tăng từ 0.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  beta1: {
    label: { en: 'Beta 1', vi: 'Beta 1' },
    help: {
      en: 'Decay of the running mean of gradients.',
      vi: 'Hệ số suy giảm của trung bình gradient.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  beta2: {
    label: { en: 'Beta 2', vi: 'Beta 2' },
    help: {
      en: 'Decay of the running mean of squared gradients.',
      vi: 'Hệ số suy giảm của trung bình bình phương gradient.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  epsilon: {
    label: { en: 'Epsilon', vi: 'Epsilon' },
    help: {
      en: "Added to the root of the second moment, so that a step is never divided by zero.",
      vi: 'Cộng vào căn của mô-men bậc hai để không bao giờ chia cho 0.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  weightDecay: {
    label: { en: 'Weight decay', vi: 'Suy giảm trọng số' },
    help: {
      en: 'Share of each weight taken away per step, times the learning rate.',
      vi: 'Phần của mỗi trọng số bị trừ đi ở mỗi bước, nhân với tốc độ học.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  batchSize: {
    label: { en: 'Batch size', vi: 'Kích thước lô' },
    help: {
      en: 'Examples in one optimiser step; the last partial batch of an epoch is dropped.',
      vi: 'Số ví dụ trong một bước tối ưu; lô cuối không đủ của epoch bị bỏ.'
    },
    source: RECIPE,
    group: 'length'
  },
  epochs: {
    label: { en: 'Epochs', vi: 'Số epoch' },
    help: {
      en: 'Passes over the mix. Validation, samples and a checkpoint come after each.',
      vi: 'Số lượt qua toàn bộ dữ liệu trộn. Sau mỗi lượt có kiểm định, chú thích mẫu và điểm lưu.'
    },
    source: RECIPE,
    group: 'length'
  },
  seed: {
    label: { en: 'Seed', vi: 'Hạt giống' },
    help: {
      en: 'Decides the initial mapping network, the order of examples and dropout; the same seed gives the same run.',
      vi: 'Quyết định mạng ánh xạ ban đầu, thứ tự ví dụ và dropout; cùng hạt giống cho cùng kết quả.'
    },
    source: RECIPE,
    group: 'length'
  },
  validationBeams: {
    label: { en: 'Validation beams', vi: 'Số beam khi kiểm định' },
    help: {
      en: 'Beams of the captions that BLEU is computed from; 1 is greedy and quick, the recipe scores with 15.',
      vi: 'Số beam của chú thích dùng để tính BLEU; 1 là tham lam và nhanh, công thức chấm với 15.'
    },
    source: OURS,
    group: 'validation'
  },
  validationPictures: {
    label: { en: 'Validation pictures', vi: 'Số ảnh kiểm định' },
    help: {
      en: 'At most this many validation pictures are captioned for BLEU after an epoch; 0 skips BLEU.',
      vi: 'Nhiều nhất bao nhiêu ảnh kiểm định được chú thích để tính BLEU sau một epoch; 0 thì bỏ qua BLEU.'
    },
    source: OURS,
    group: 'validation'
  },
  samplePictures: {
    label: { en: 'Sample pictures', vi: 'Số ảnh mẫu' },
    help: {
      en: 'Fixed validation pictures whose caption is kept after each epoch.',
      vi: 'Số ảnh kiểm định cố định mà chú thích được giữ lại sau mỗi epoch.'
    },
    source: OURS,
    group: 'validation'
  }
}
