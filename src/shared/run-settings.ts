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
const LORA = 'LoRA (Hu et al., 2021)'
const GAP = 'the modality gap (Liang et al., 2022)'

/** Settings that matter only where another one has a certain value; with any other they are idle. */
export const settingNeeds: Partial<Record<keyof RunConfig, Partial<RunConfig>>> = {
  mappingLayers: { mapping: 'transformer' },
  clipLength: { mapping: 'transformer' },
  mappingDropout: { mapping: 'mlp' },
  loraRank: { gptTraining: 'lora' },
  loraAlpha: { gptTraining: 'lora' }
}

/** One entry for each setting but the name and the models, in the order of the form. */
export const runSettings: Record<
  Exclude<keyof RunConfig, 'name' | 'clipModelId' | 'gptModelId' | 'startModelId'>,
  RunSetting
> = {
  trainSplit: {
    label: { en: 'Train on', vi: 'Huấn luyện trên' },
    help: {
      en: 'The split whose captions and pairs are trained on.',
      vi: 'Tập có chú thích và cặp câu được dùng để huấn luyện.'
    },
    source: RECIPE,
    group: 'data'
  },
  validationSplit: {
    label: { en: 'Validate on', vi: 'Kiểm định trên' },
    help: {
      en: 'The split whose captions and pairs are scored after an epoch, all of them, so that runs stay comparable.',
      vi: 'Tập được chấm sau mỗi epoch, luôn lấy toàn bộ để các lượt chạy so sánh được với nhau.'
    },
    source: RECIPE,
    group: 'data'
  },
  captionFilter: {
    label: { en: 'Pictures to train on', vi: 'Ảnh để huấn luyện' },
    help: {
      en: "Trains on the captions of these pictures alone, in the words of the library's filter, such as tag:ward words:5..; empty takes all.",
      vi: 'Chỉ huấn luyện trên chú thích của những ảnh này, viết như bộ lọc của thư viện, ví dụ tag:ward words:5..; để trống là tất cả.'
    },
    source: OURS,
    group: 'data'
  },
  captionState: {
    label: { en: 'Captions to train on', vi: 'Chú thích để huấn luyện' },
    help: {
      en: 'Accepted captions and drafts by people (usable), or accepted ones alone. Rejected and skipped ones never count.',
      vi: 'Chú thích đã duyệt và bản nháp do người viết (usable), hoặc chỉ chú thích đã duyệt (accepted). Loại bị từ chối hay bỏ qua không được tính.'
    },
    source: OURS,
    group: 'data'
  },
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
  normalizeEmbeddings: {
    label: { en: 'Normalise embeddings', vi: 'Chuẩn hoá embedding' },
    help: {
      en: 'Divides every CLIP embedding by its length, in training and in captioning.',
      vi: 'Chia mỗi embedding CLIP cho độ dài của nó, khi huấn luyện và khi viết chú thích.'
    },
    source: CLIPCAP,
    group: 'data'
  },
  meanShift: {
    label: { en: 'Mean shift', vi: 'Dời trung bình' },
    help: {
      en: 'Moves sentence embeddings by the difference of the two means, so that they lie where the pictures do.',
      vi: 'Dời embedding của câu theo hiệu hai trung bình để chúng nằm cùng chỗ với ảnh.'
    },
    source: GAP,
    group: 'data'
  },
  sentenceNoise: {
    label: { en: 'Sentence noise', vi: 'Nhiễu câu' },
    help: {
      en: 'Deviation of the Gaussian noise added to sentence embeddings at each step, which narrows the modality gap.',
      vi: 'Độ lệch của nhiễu Gauss thêm vào embedding của câu ở mỗi bước để thu hẹp khoảng cách ảnh-chữ.'
    },
    source: 'CapDec (Nukrai et al., 2022)',
    group: 'data'
  },
  mapping: {
    label: { en: 'Mapping network', vi: 'Mạng ánh xạ' },
    help: {
      en: 'From an embedding to prefix tokens: two linear layers (mlp), or a transformer with learned constants.',
      vi: 'Từ embedding sang token tiền tố: hai lớp tuyến tính (mlp), hoặc transformer với hằng số học được.'
    },
    source: CLIPCAP,
    group: 'model'
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
  mappingLayers: {
    label: { en: 'Mapping layers', vi: 'Số lớp ánh xạ' },
    help: {
      en: 'Layers of the transformer mapping network.',
      vi: 'Số lớp của mạng ánh xạ transformer.'
    },
    source: CLIPCAP,
    group: 'model'
  },
  clipLength: {
    label: { en: 'Embedding tokens', vi: 'Số token embedding' },
    help: {
      en: 'Tokens that the transformer mapping network makes of the embedding beside its constants.',
      vi: 'Số token mà mạng ánh xạ transformer tạo từ embedding, bên cạnh các hằng số.'
    },
    source: CLIPCAP,
    group: 'model'
  },
  gptTraining: {
    label: { en: 'GPT-2', vi: 'GPT-2' },
    help: {
      en: 'Trains all of GPT-2 (full), low-rank additions to its attention and MLP matrices (lora), or none of it (frozen).',
      vi: 'Huấn luyện toàn bộ GPT-2 (full), chỉ các ma trận hạng thấp thêm vào (lora), hoặc giữ nguyên (frozen).'
    },
    source: RECIPE,
    group: 'model'
  },
  loraRank: {
    label: { en: 'LoRA rank', vi: 'Hạng LoRA' },
    help: {
      en: 'Rank of the additions, where GPT-2 is trained by lora.',
      vi: 'Hạng của các ma trận thêm vào khi huấn luyện GPT-2 bằng lora.'
    },
    source: LORA,
    group: 'model'
  },
  loraAlpha: {
    label: { en: 'LoRA alpha', vi: 'Alpha LoRA' },
    help: {
      en: 'The additions are scaled by alpha over rank.',
      vi: 'Phần thêm vào được nhân với alpha chia cho hạng.'
    },
    source: LORA,
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
      en: 'Highest learning rate, reached at the end of the warm-up.',
      vi: 'Tốc độ học cao nhất, đạt được khi hết khởi động.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  schedule: {
    label: { en: 'Schedule', vi: 'Lịch tốc độ học' },
    help: {
      en: 'How the learning rate falls to zero after the warm-up: linearly, along a cosine, or not at all (constant).',
      vi: 'Tốc độ học giảm về 0 sau khởi động: tuyến tính, theo cosin, hoặc giữ nguyên.'
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
      en: 'Added to the root of the second moment, so that a step is never divided by zero.',
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
  clipNorm: {
    label: { en: 'Gradient clipping', vi: 'Cắt gradient' },
    help: {
      en: 'Largest norm of the whole gradient; a larger one is scaled down to it. 0 does not clip.',
      vi: 'Chuẩn lớn nhất của toàn bộ gradient; lớn hơn thì bị thu nhỏ. 0 là không cắt.'
    },
    source: RECIPE,
    group: 'optimiser'
  },
  labelSmoothing: {
    label: { en: 'Label smoothing', vi: 'Làm mượt nhãn' },
    help: {
      en: 'Share of each target spread evenly over the vocabulary.',
      vi: 'Phần của mỗi đích được chia đều cho cả bộ từ vựng.'
    },
    source: 'Szegedy et al., 2016',
    group: 'optimiser'
  },
  emaDecay: {
    label: { en: 'Weight averaging', vi: 'Trung bình trọng số' },
    help: {
      en: 'Decay of an exponential moving average of the weights, which is validated and kept instead of them. 0 is off.',
      vi: 'Hệ số suy giảm của trung bình động trọng số, dùng để kiểm định và lưu thay cho trọng số. 0 là tắt.'
    },
    source: OURS,
    group: 'optimiser'
  },
  precision: {
    label: { en: 'Precision', vi: 'Độ chính xác' },
    help: {
      en: 'What matrix products are computed in. float16 takes a graphics card that can; weights, all else and the output head stay float32, and the loss is scaled so that small gradients are not lost.',
      vi: 'Kiểu số của các phép nhân ma trận. float16 cần card đồ hoạ hỗ trợ; trọng số, các phép tính khác và lớp đầu ra vẫn là float32, giá trị mất mát được nhân lên để không mất gradient nhỏ.'
    },
    source: 'Micikevicius et al., 2018',
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
  batchTokens: {
    label: { en: 'Batch tokens', vi: 'Số token mỗi lô' },
    help: {
      en: 'Fills a batch up to this many caption tokens, padding included, instead of a fixed number of examples. 0 is off.',
      vi: 'Lấp đầy lô đến số token này, tính cả phần đệm, thay vì số ví dụ cố định. 0 là tắt.'
    },
    source: OURS,
    group: 'length'
  },
  lengthBuckets: {
    label: { en: 'Length buckets', vi: 'Nhóm theo độ dài' },
    help: {
      en: 'Puts captions of like length into the same batch, so that less is padded.',
      vi: 'Xếp các chú thích có độ dài gần nhau vào cùng lô để ít phải đệm.'
    },
    source: OURS,
    group: 'length'
  },
  accumulate: {
    label: { en: 'Accumulation', vi: 'Tích luỹ' },
    help: {
      en: 'Batches whose gradients are added up for one optimiser step.',
      vi: 'Số lô có gradient cộng dồn cho một bước tối ưu.'
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
  maxSteps: {
    label: { en: 'Steps', vi: 'Số bước' },
    help: {
      en: 'Ends the run after this many optimiser steps, whatever the epochs. 0 goes by epochs.',
      vi: 'Kết thúc sau số bước tối ưu này, bất kể số epoch. 0 là theo epoch.'
    },
    source: OURS,
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
  validateEvery: {
    label: { en: 'Validate every', vi: 'Kiểm định mỗi' },
    help: {
      en: 'Steps between validations, each with a checkpoint. 0 validates after each epoch.',
      vi: 'Số bước giữa hai lần kiểm định, mỗi lần kèm một điểm lưu. 0 là sau mỗi epoch.'
    },
    source: OURS,
    group: 'validation'
  },
  earlyStop: {
    label: { en: 'Early stop', vi: 'Dừng sớm' },
    help: {
      en: 'Ends the run when the validation loss, or BLEU, has not improved for a while.',
      vi: 'Kết thúc khi giá trị mất mát kiểm định hoặc BLEU không tốt lên nữa.'
    },
    source: OURS,
    group: 'validation'
  },
  patience: {
    label: { en: 'Patience', vi: 'Kiên nhẫn' },
    help: {
      en: 'Validations without an improvement before the early stop.',
      vi: 'Số lần kiểm định không tốt lên trước khi dừng sớm.'
    },
    source: OURS,
    group: 'validation'
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
  validationSearch: {
    label: { en: 'Validation search', vi: 'Cách tìm khi kiểm định' },
    help: {
      en: "With several beams: the recipe's search (clipcap), or one with a pool of finished captions (beam).",
      vi: 'Khi có nhiều beam: cách tìm của công thức (clipcap), hoặc tìm theo chùm với tập chú thích đã xong (beam).'
    },
    source: RECIPE,
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
  },
  keepCheckpoints: {
    label: { en: 'Keep checkpoints', vi: 'Số điểm lưu giữ lại' },
    help: {
      en: 'Keeps this many of the newest checkpoints and the best one; older ones lose their weights. 0 keeps all.',
      vi: 'Giữ bấy nhiêu điểm lưu mới nhất và điểm lưu tốt nhất; các điểm cũ hơn bị xoá trọng số. 0 là giữ tất cả.'
    },
    source: OURS,
    group: 'validation'
  }
}
