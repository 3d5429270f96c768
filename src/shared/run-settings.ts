import type { RunConfig } from './domain/run-config'
import { settingSources, type SettingSource } from './setting-sources'

/** Explanation of one setting of a run, shown in the form, in `--help` and in the documentation. */
export interface RunSetting {
  label: { en: string; vi: string }
  help: { en: string; vi: string }
  /** Where the default comes from. */
  source: SettingSource
  group: 'data' | 'model' | 'optimizer' | 'length' | 'selfCritical' | 'validation'
}

/** One entry for each setting but the name and the models, in the order of the form. */
export const runSettings: Record<
  Exclude<keyof RunConfig, 'name' | 'clipModelId' | 'gptModelId' | 'startModelId'>,
  RunSetting
> = {
  trainSplit: {
    label: { en: 'Train on', vi: 'Huấn luyện trên' },
    help: {
      en: 'The split whose captions and sentence pairs are used for training.',
      vi: 'Tập có chú thích và cặp câu được dùng để huấn luyện.'
    },
    source: settingSources.recipe,
    group: 'data'
  },
  validationSplit: {
    label: { en: 'Validate on', vi: 'Kiểm định trên' },
    help: {
      en: 'The split used for validation after each epoch. All of its captions and pairs are used, so that runs are comparable.',
      vi: 'Tập dùng để kiểm định sau mỗi epoch. Luôn dùng toàn bộ chú thích và cặp câu để so sánh được các lần huấn luyện.'
    },
    source: settingSources.recipe,
    group: 'data'
  },
  captionFilter: {
    label: { en: 'Images to train on', vi: 'Ảnh để huấn luyện' },
    help: {
      en: 'Trains only on the captions of images that match this library filter, such as tag:ward words>5; empty means all.',
      vi: 'Chỉ huấn luyện trên chú thích của ảnh khớp với bộ lọc này, ví dụ tag:ward words>5; để trống là lấy tất cả.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  captionState: {
    label: { en: 'Captions to train on', vi: 'Chú thích để huấn luyện' },
    help: {
      en: 'Accepted captions and drafts by people (usable), accepted captions only (accepted), or those that an adjudication chose or wrote (adjudicated). Rejected and skipped captions are never used.',
      vi: 'Chú thích đã duyệt và bản nháp do người viết (usable), chỉ chú thích đã duyệt (accepted), hoặc chú thích được chọn hay viết khi phân xử (adjudicated). Chú thích bị từ chối hoặc bỏ qua không bao giờ được dùng.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  captionAuthors: {
    label: { en: 'Written by', vi: 'Người viết' },
    help: {
      en: 'Trains only on captions whose present text one of these people wrote, such as lan, minh; empty means everybody.',
      vi: 'Chỉ huấn luyện trên chú thích có nội dung hiện tại do một trong những người này viết, ví dụ lan, minh; để trống là của mọi người.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  captionReviewers: {
    label: { en: 'Reviewed by', vi: 'Người duyệt' },
    help: {
      en: 'Trains only on captions that one of these people accepted, such as thu, hoa; empty means any, also those that nobody has reviewed.',
      vi: 'Chỉ huấn luyện trên chú thích do một trong những người này duyệt, ví dụ thu, hoa; để trống là tất cả, kể cả chú thích chưa ai duyệt.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  captionsPerImage: {
    label: { en: 'Captions per image', vi: 'Số chú thích mỗi ảnh' },
    help: {
      en: 'Maximum number of captions of an image; 0 takes all. Adjudicated ones come first, then those that somebody other than their author accepted, then other accepted ones, then drafts; among equals the order in the editor decides.',
      vi: 'Số chú thích tối đa của mỗi ảnh; 0 là lấy tất cả. Ưu tiên chú thích đã phân xử, rồi chú thích do người khác người viết duyệt, rồi các chú thích đã duyệt khác, rồi bản nháp; nếu ngang nhau thì theo thứ tự trong trình sửa.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  captionRepeat: {
    label: { en: 'Captions', vi: 'Chú thích' },
    help: {
      en: 'How many times the captions are repeated in one epoch; the recipe\'s "3-1" is 3 here and 1 for pairs.',
      vi: 'Số lần lặp lại các chú thích trong một epoch; "3-1" của công thức là 3 ở đây và 1 cho cặp câu.'
    },
    source: settingSources.recipe,
    group: 'data'
  },
  pairRepeat: {
    label: { en: 'Pairs', vi: 'Cặp câu' },
    help: {
      en: 'How many times the English-Vietnamese pairs are repeated in one epoch; 0 trains on captions only.',
      vi: 'Số lần lặp lại các cặp câu Anh-Việt trong một epoch; 0 là chỉ huấn luyện trên chú thích.'
    },
    source: settingSources.recipe,
    group: 'data'
  },
  pairWeights: {
    label: { en: 'Pairs by source', vi: 'Cặp câu theo nguồn' },
    help: {
      en: 'How many times the pairs of an import are repeated instead, by the name of its file or folder, such as captions.csv=3, ted=0; empty repeats all alike.',
      vi: 'Số lần lặp lại riêng cho cặp câu của một lần nhập, theo tên tệp hoặc thư mục, ví dụ captions.csv=3, ted=0; để trống là lặp lại như nhau.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  maxCaptionTokens: {
    label: { en: 'Longest caption', vi: 'Chú thích dài nhất' },
    help: {
      en: 'Maximum number of tokens of a caption used for training; the rest is cut off.',
      vi: 'Số token tối đa của một chú thích dùng để huấn luyện; phần sau bị cắt.'
    },
    source: settingSources.recipe,
    group: 'data'
  },
  imageOrientation: {
    label: { en: 'Orientation of images', vi: 'Hướng của ảnh' },
    help: {
      en: 'How the encoder sees images that their camera has marked as turned (EXIF): upright, as people see them, or with their pixels as stored, as in the recipe. Captioning with the run does the same.',
      vi: 'Bộ mã hoá thấy ảnh được máy ảnh đánh dấu là xoay (EXIF) như thế nào: đứng thẳng như người xem thấy (upright), hoặc theo điểm ảnh như được lưu, giống công thức (stored). Tạo chú thích bằng lần huấn luyện này cũng làm như vậy.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  endOfText: {
    label: { en: 'End-of-text target', vi: 'Token kết thúc' },
    help: {
      en: 'Adds the end-of-text token to the targets, so that the model learns where to stop: its captions end there, not at the first ".". The recipe does not use it and stops at ".".',
      vi: 'Thêm token kết thúc vào đích để mô hình học chỗ dừng: chú thích kết thúc ở đó chứ không ở dấu "." đầu tiên. Công thức gốc không có và dừng ở ".".'
    },
    source: settingSources.ours,
    group: 'data'
  },
  normalizeEmbeddings: {
    label: { en: 'Normalise embeddings', vi: 'Chuẩn hoá vector nhúng' },
    help: {
      en: 'Scales every embedding to unit length, in training and in captioning.',
      vi: 'Đưa mỗi vector nhúng về độ dài 1, khi huấn luyện và khi tạo chú thích.'
    },
    source: settingSources.clipcap,
    group: 'data'
  },
  meanShift: {
    label: { en: 'Mean shift', vi: 'Dịch trung bình (mean shift)' },
    help: {
      en: 'Shifts sentence embeddings by the difference between the means of image and sentence embeddings, to bring them closer to the images.',
      vi: 'Dời vector nhúng của câu theo hiệu trung bình của ảnh và câu để chúng gần với ảnh hơn.'
    },
    source: settingSources.modalityGap,
    group: 'data'
  },
  sentenceNoise: {
    label: { en: 'Sentence noise', vi: 'Nhiễu câu' },
    help: {
      en: 'Standard deviation of the Gaussian noise added to sentence embeddings at each step; it reduces the effect of the modality gap.',
      vi: 'Độ lệch chuẩn của nhiễu Gauss thêm vào vector nhúng của câu ở mỗi bước; giảm ảnh hưởng của khoảng cách phương thức.'
    },
    source: settingSources.capDec,
    group: 'data'
  },
  sentenceNoiseShare: {
    label: { en: 'Relative sentence noise', vi: 'Nhiễu câu tương đối' },
    help: {
      en: "The same noise as a share of the sentence embeddings' own spread (standard deviation of a component over the training sentences), so that one value fits every CLIP model; it adds to the absolute noise.",
      vi: 'Cùng loại nhiễu nhưng tính theo độ phân tán của chính các vector nhúng câu (độ lệch chuẩn của một thành phần trên các câu huấn luyện), nên một giá trị hợp với mọi mô hình CLIP; cộng thêm vào nhiễu tuyệt đối.'
    },
    source: settingSources.capDec,
    group: 'data'
  },
  retrievedCaptions: {
    label: { en: 'Retrieved captions', vi: 'Chú thích truy hồi' },
    help: {
      en: 'Shows the model the captions of this many training images that are nearest by CLIP, before it writes its own, in training and in captioning; never those of the image itself. 0 shows none. Captioning then needs the texts that the run was trained on.',
      vi: 'Cho mô hình xem chú thích của chừng này ảnh huấn luyện gần nhất theo CLIP trước khi tự viết, cả khi huấn luyện lẫn khi tạo chú thích; không bao giờ là chú thích của chính ảnh đó. 0 là không cho xem. Khi đó, tạo chú thích cần có các văn bản mà mô hình đã học.'
    },
    source: settingSources.smallCap,
    group: 'data'
  },
  retrievedTokens: {
    label: { en: 'Length of retrieved captions', vi: 'Độ dài chú thích truy hồi' },
    help: {
      en: 'Number of tokens that the retrieved captions take together. If they are longer, the beginning of the farthest one is cut off. Training and captioning take longer with more tokens.',
      vi: 'Tổng số token dành cho các chú thích truy hồi. Nếu dài hơn thì phần đầu của chú thích xa nhất bị cắt. Càng nhiều token thì huấn luyện và tạo chú thích càng lâu.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  retrievedMaxSimilarity: {
    label: { en: 'Same image from similarity', vi: 'Coi là cùng ảnh từ độ giống' },
    help: {
      en: 'Training images whose embeddings are at least this similar (cosine) count as the image itself: their captions are not retrieved. It depends on the encoder.',
      vi: 'Ảnh huấn luyện có vector nhúng giống từ mức này trở lên (cosin) được coi là chính ảnh đó: chú thích của chúng không được truy hồi. Tuỳ vào bộ mã hoá.'
    },
    source: settingSources.ours,
    group: 'data'
  },
  mapping: {
    label: { en: 'Mapping network', vi: 'Mạng ánh xạ (mapping network)' },
    help: {
      en: 'Network that turns an embedding into prefix tokens: two linear layers (mlp), or a transformer with learned constants.',
      vi: 'Mạng biến vector nhúng thành token tiền tố: hai lớp tuyến tính (mlp), hoặc transformer với các hằng số học được.'
    },
    source: settingSources.clipcap,
    group: 'model'
  },
  prefixLength: {
    label: { en: 'Prefix tokens', vi: 'Số token tiền tố' },
    help: {
      en: 'Number of prefix tokens that the mapping network produces from an embedding.',
      vi: 'Số token tiền tố mà mạng ánh xạ tạo ra từ một vector nhúng.'
    },
    source: settingSources.clipcap,
    group: 'model'
  },
  mappingLayers: {
    label: { en: 'Mapping network layers', vi: 'Số lớp của mạng ánh xạ' },
    help: {
      en: 'Number of layers of the transformer mapping network.',
      vi: 'Số lớp của mạng ánh xạ transformer.'
    },
    source: settingSources.clipcap,
    group: 'model'
  },
  clipLength: {
    label: { en: 'Embedding tokens', vi: 'Số token của vector nhúng' },
    help: {
      en: 'Number of tokens that the transformer mapping network makes from the embedding, in addition to its constants.',
      vi: 'Số token mà mạng ánh xạ transformer tạo từ vector nhúng, bên cạnh các hằng số.'
    },
    source: settingSources.clipcap,
    group: 'model'
  },
  gptTraining: {
    label: { en: 'GPT-2', vi: 'GPT-2' },
    help: {
      en: 'Trains all of GPT-2 (full), only low-rank updates of its attention and MLP matrices (lora), or none of it (frozen).',
      vi: 'Huấn luyện toàn bộ GPT-2 (full), chỉ các ma trận hạng thấp thêm vào (lora), hoặc đóng băng (frozen).'
    },
    source: settingSources.recipe,
    group: 'model'
  },
  loraRank: {
    label: { en: 'LoRA rank', vi: 'Hạng LoRA' },
    help: {
      en: 'Rank of the LoRA updates.',
      vi: 'Hạng của các ma trận thêm vào khi huấn luyện GPT-2 bằng lora.'
    },
    source: settingSources.lora,
    group: 'model'
  },
  loraAlpha: {
    label: { en: 'LoRA alpha', vi: 'Alpha LoRA' },
    help: {
      en: 'The LoRA updates are scaled by alpha divided by rank.',
      vi: 'Phần thêm vào được nhân với alpha chia cho hạng.'
    },
    source: settingSources.lora,
    group: 'model'
  },
  mappingDropout: {
    label: { en: 'Mapping dropout', vi: 'Dropout mạng ánh xạ' },
    help: {
      en: 'Fraction of hidden units of the mapping network dropped at each training step.',
      vi: 'Tỉ lệ nút ẩn của mạng ánh xạ bị bỏ ở mỗi bước huấn luyện.'
    },
    source: settingSources.recipe,
    group: 'model'
  },
  gptDropout: {
    label: { en: 'GPT-2 dropout', vi: 'Dropout GPT-2' },
    help: {
      en: 'Dropout of GPT-2: embeddings, attention weights and both residual branches.',
      vi: 'Dropout của GPT-2: vector nhúng, trọng số chú ý và hai nhánh dư.'
    },
    source: settingSources.recipe,
    group: 'model'
  },
  optimizer: {
    label: { en: 'Optimizer', vi: 'Bộ tối ưu' },
    help: {
      en: "AdamW in PyTorch's form, or in that of the old transformers library (the recipe's own), which adds epsilon before the bias correction.",
      vi: 'AdamW theo PyTorch, hoặc theo thư viện transformers cũ (công thức gốc), cộng epsilon trước khi hiệu chỉnh độ chệch.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  learningRate: {
    label: { en: 'Learning rate', vi: 'Tốc độ học' },
    help: {
      en: 'Highest learning rate, reached at the end of the warm-up.',
      vi: 'Tốc độ học cao nhất, đạt được khi kết thúc khởi động (warm-up).'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  schedule: {
    label: { en: 'Schedule', vi: 'Lịch tốc độ học' },
    help: {
      en: 'How the learning rate falls to zero after the warm-up: linearly, along a cosine, or not at all (constant).',
      vi: 'Tốc độ học giảm về 0 sau khi khởi động: tuyến tính, theo cosin, hoặc giữ nguyên (constant).'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  warmupSteps: {
    label: { en: 'Warm-up steps', vi: 'Số bước khởi động (warm-up)' },
    help: {
      en: 'Steps over which the learning rate rises from zero.',
      vi: 'Số bước để tốc độ học tăng từ 0.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  warmupShare: {
    label: { en: 'Longest warm-up', vi: 'Khởi động (warm-up) dài nhất' },
    help: {
      en: 'Share of the run that the warm-up may take at most: 0.1 warms up over a tenth of a run that is too short for the warm-up steps. 0 means no limit.',
      vi: 'Phần của lần huấn luyện mà giai đoạn khởi động được chiếm nhiều nhất: 0,1 là một phần mười, nếu lần huấn luyện quá ngắn so với số bước khởi động. 0 là không giới hạn.'
    },
    source: settingSources.ours,
    group: 'optimizer'
  },
  beta1: {
    label: { en: 'Beta 1', vi: 'Beta 1' },
    help: {
      en: 'Decay rate of the running mean of the gradients.',
      vi: 'Hệ số suy giảm của trung bình gradient.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  beta2: {
    label: { en: 'Beta 2', vi: 'Beta 2' },
    help: {
      en: 'Decay rate of the running mean of the squared gradients.',
      vi: 'Hệ số suy giảm của trung bình bình phương gradient.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  epsilon: {
    label: { en: 'Epsilon', vi: 'Epsilon' },
    help: {
      en: 'Added to the square root of the second moment, to avoid division by zero.',
      vi: 'Cộng vào căn của mô-men bậc hai để không bao giờ chia cho 0.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  weightDecay: {
    label: { en: 'Weight decay', vi: 'Suy giảm trọng số' },
    help: {
      en: 'Fraction of each weight subtracted per step, multiplied by the learning rate.',
      vi: 'Phần của mỗi trọng số bị trừ đi ở mỗi bước, nhân với tốc độ học.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  clipNorm: {
    label: { en: 'Gradient clipping', vi: 'Cắt gradient' },
    help: {
      en: 'Maximum norm of the whole gradient; larger gradients are scaled down to it. 0 turns clipping off.',
      vi: 'Chuẩn lớn nhất của toàn bộ gradient; lớn hơn thì bị thu nhỏ. 0 là không cắt.'
    },
    source: settingSources.recipe,
    group: 'optimizer'
  },
  labelSmoothing: {
    label: { en: 'Label smoothing', vi: 'Làm mượt nhãn' },
    help: {
      en: "Fraction of each target's probability spread evenly over the vocabulary.",
      vi: 'Phần của mỗi đích được chia đều cho cả bộ từ vựng.'
    },
    source: settingSources.labelSmoothing,
    group: 'optimizer'
  },
  emaDecay: {
    label: { en: 'Weight averaging', vi: 'Trung bình trọng số' },
    help: {
      en: 'Decay rate of an exponential moving average of the weights, which is validated and saved in place of the weights. 0 turns it off.',
      vi: 'Hệ số suy giảm của trung bình động trọng số, dùng để kiểm định và lưu thay cho trọng số. 0 là tắt.'
    },
    source: settingSources.ours,
    group: 'optimizer'
  },
  precision: {
    label: { en: 'Precision', vi: 'Độ chính xác' },
    help: {
      en: 'Number format of matrix products. float16 needs a graphics card that supports it; weights, all other operations and the output head stay in float32, and the loss is scaled so that small gradients are not lost.',
      vi: 'Kiểu số của các phép nhân ma trận. float16 cần card đồ hoạ hỗ trợ; trọng số, các phép tính khác và lớp đầu ra vẫn là float32, loss được nhân lên để không mất gradient nhỏ.'
    },
    source: settingSources.mixedPrecision,
    group: 'optimizer'
  },
  batchSize: {
    label: { en: 'Batch size', vi: 'Kích thước batch' },
    help: {
      en: 'Number of examples in a batch; an incomplete last batch of an epoch is dropped.',
      vi: 'Số ví dụ trong một batch; batch cuối không đủ ví dụ của epoch bị bỏ.'
    },
    source: settingSources.recipe,
    group: 'length'
  },
  batchTokens: {
    label: { en: 'Batch tokens', vi: 'Số token mỗi batch' },
    help: {
      en: 'Fills each batch up to this many caption tokens, including padding, instead of a fixed number of examples. 0 turns it off.',
      vi: 'Lấp đầy mỗi batch đến số token này, tính cả phần đệm, thay vì số ví dụ cố định. 0 là tắt.'
    },
    source: settingSources.ours,
    group: 'length'
  },
  lengthBuckets: {
    label: { en: 'Length buckets', vi: 'Nhóm theo độ dài' },
    help: {
      en: 'Puts captions of similar length into the same batch, to reduce padding.',
      vi: 'Xếp các chú thích có độ dài gần nhau vào cùng batch để ít phải đệm.'
    },
    source: settingSources.ours,
    group: 'length'
  },
  accumulate: {
    label: { en: 'Accumulation', vi: 'Tích luỹ' },
    help: {
      en: 'Number of batches whose gradients are accumulated for one optimizer step.',
      vi: 'Số batch có gradient cộng dồn cho một bước tối ưu.'
    },
    source: settingSources.recipe,
    group: 'length'
  },
  epochs: {
    label: { en: 'Epochs', vi: 'Số epoch' },
    help: {
      en: 'Number of passes over the training data. Each epoch ends with a validation, sample captions and a checkpoint.',
      vi: 'Số lượt duyệt qua dữ liệu huấn luyện. Mỗi epoch kết thúc bằng kiểm định, chú thích mẫu và một checkpoint.'
    },
    source: settingSources.recipe,
    group: 'length'
  },
  maxSteps: {
    label: { en: 'Steps', vi: 'Số bước' },
    help: {
      en: 'Ends the run after this many optimizer steps, regardless of the number of epochs. 0 means no limit.',
      vi: 'Kết thúc sau số bước tối ưu này, bất kể số epoch. 0 là không giới hạn.'
    },
    source: settingSources.ours,
    group: 'length'
  },
  seed: {
    label: { en: 'Seed', vi: 'Seed ngẫu nhiên' },
    help: {
      en: 'Determines the initial mapping network, the order of examples and dropout; the same seed gives the same run.',
      vi: 'Quyết định mạng ánh xạ ban đầu, thứ tự ví dụ và dropout; cùng seed cho cùng kết quả.'
    },
    source: settingSources.recipe,
    group: 'length'
  },
  selfCritical: {
    label: { en: 'Self-critical training', vi: 'Huấn luyện tự phê bình (self-critical)' },
    help: {
      en: 'Trains on captions that the model samples for the training images: those that score better than its greedy caption become more probable, the others less. Best started from a trained captioner, or after some epochs of ordinary training. Sentence pairs are not used in it, and the best checkpoint is the one with the highest validation reward.',
      vi: 'Huấn luyện trên các chú thích mà mô hình lấy mẫu cho ảnh huấn luyện: mẫu đạt điểm cao hơn chú thích tham lam được tăng xác suất, mẫu thấp hơn bị giảm. Nên bắt đầu từ một mô hình đã huấn luyện, hoặc sau vài epoch huấn luyện thông thường. Giai đoạn này không dùng cặp câu, và checkpoint tốt nhất là checkpoint có điểm thưởng kiểm định cao nhất.'
    },
    source: settingSources.selfCritical,
    group: 'selfCritical'
  },
  selfCriticalAfter: {
    label: { en: 'Ordinary epochs before it', vi: 'Số epoch thông thường trước đó' },
    help: {
      en: 'Number of epochs of ordinary training (cross entropy) before self-critical training begins; it takes the rest of the epochs. 0 needs a captioner to start from.',
      vi: 'Số epoch huấn luyện thông thường (entropy chéo) trước khi huấn luyện tự phê bình bắt đầu; các epoch còn lại là tự phê bình. 0 thì cần một mô hình chú thích để bắt đầu.'
    },
    source: settingSources.selfCritical,
    group: 'selfCritical'
  },
  selfCriticalRate: {
    label: { en: 'Self-critical learning rate', vi: 'Tốc độ học tự phê bình' },
    help: {
      en: 'Learning rate of self-critical training, without warm-up or decay.',
      vi: 'Tốc độ học khi huấn luyện tự phê bình, không khởi động và không giảm dần.'
    },
    source: settingSources.selfCriticalRate,
    group: 'selfCritical'
  },
  selfCriticalSamples: {
    label: { en: 'Samples per image', vi: 'Số mẫu mỗi ảnh' },
    help: {
      en: 'Number of captions sampled for each image in a step. Each one is an example of the batch.',
      vi: 'Số chú thích lấy mẫu cho mỗi ảnh trong một bước. Mỗi mẫu là một ví dụ của batch.'
    },
    source: settingSources.selfCriticalSamples,
    group: 'selfCritical'
  },
  rewardCider: {
    label: { en: 'Weight of CIDEr-D', vi: 'Trọng số của CIDEr-D' },
    help: {
      en: 'How much CIDEr-D (0 to 10) counts in the reward of a caption. N-grams are weighted by how rare they are in the training captions.',
      vi: 'CIDEr-D (0 đến 10) góp bao nhiêu vào điểm thưởng của chú thích. N-gram càng hiếm trong chú thích huấn luyện càng có trọng số lớn.'
    },
    source: settingSources.selfCritical,
    group: 'selfCritical'
  },
  rewardBleu: {
    label: { en: 'Weight of BLEU', vi: 'Trọng số của BLEU' },
    help: {
      en: 'How much the mean of BLEU-1 to BLEU-4 (0 to 1) counts in the reward of a caption.',
      vi: 'Trung bình BLEU-1 đến BLEU-4 (0 đến 1) góp bao nhiêu vào điểm thưởng của chú thích.'
    },
    source: settingSources.selfCritical,
    group: 'selfCritical'
  },
  validateEvery: {
    label: { en: 'Validate every', vi: 'Số bước giữa hai lần kiểm định' },
    help: {
      en: 'Number of steps between validations, each with a checkpoint. 0 validates after each epoch.',
      vi: 'Số bước giữa hai lần kiểm định, mỗi lần kèm một checkpoint. 0 là sau mỗi epoch.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  earlyStop: {
    label: { en: 'Early stopping', vi: 'Dừng sớm' },
    help: {
      en: 'Ends the run when the validation loss or BLEU stops improving. With self-critical training it counts from its first epoch, and valLoss stands for the validation reward.',
      vi: 'Kết thúc lần huấn luyện khi loss kiểm định (validation) hoặc BLEU không còn cải thiện. Với huấn luyện tự phê bình, chỉ tính từ epoch đầu tiên của giai đoạn đó, và valLoss là điểm thưởng kiểm định.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  patience: {
    label: { en: 'Patience', vi: 'Số lần chờ (patience)' },
    help: {
      en: 'Number of validations without improvement before the run stops early.',
      vi: 'Số lần kiểm định không cải thiện trước khi dừng sớm.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  validationBeams: {
    label: { en: 'Validation beams', vi: 'Số chùm khi kiểm định' },
    help: {
      en: 'Number of beams used to write the captions for BLEU; 1 is fast greedy search, the recipe uses 15.',
      vi: 'Số chùm khi tạo chú thích để tính BLEU; 1 là tìm kiếm tham lam (nhanh), công thức dùng 15.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  validationSearch: {
    label: { en: 'Validation search', vi: 'Cách tìm kiếm khi kiểm định' },
    help: {
      en: "With several beams: the recipe's beam search (clipcap), or standard beam search with a pool of finished captions (beam).",
      vi: 'Khi có nhiều chùm: tìm kiếm chùm của công thức (clipcap), hoặc tìm kiếm chùm thông thường với tập chú thích đã hoàn tất (beam).'
    },
    source: settingSources.recipe,
    group: 'validation'
  },
  scoringProfile: {
    label: { en: 'Scoring profile', vi: 'Cách tách từ khi chấm điểm' },
    help: {
      en: 'What counts as a word for BLEU: white-space syllables with case (syllable), lower case with punctuation apart (lower-punct), or lower case without punctuation as the COCO evaluation (ptb). Figures of different profiles cannot be compared.',
      vi: 'Thế nào là một từ khi tính BLEU: âm tiết cách nhau bởi khoảng trắng, giữ chữ hoa (syllable); chữ thường, dấu câu tách riêng (lower-punct); hoặc chữ thường, bỏ dấu câu như bộ đánh giá COCO (ptb). Không so sánh được điểm của các cách tách từ khác nhau.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  validationImages: {
    label: { en: 'Validation images', vi: 'Số ảnh kiểm định' },
    help: {
      en: 'Maximum number of validation images captioned for BLEU after each epoch; 0 turns BLEU off.',
      vi: 'Số ảnh kiểm định tối đa được tạo chú thích để tính BLEU sau mỗi epoch; 0 là không tính BLEU.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  sampleImages: {
    label: { en: 'Sample images', vi: 'Số ảnh mẫu' },
    help: {
      en: 'Number of fixed validation images whose captions are saved after each epoch.',
      vi: 'Số ảnh kiểm định cố định có chú thích được lưu sau mỗi epoch.'
    },
    source: settingSources.ours,
    group: 'validation'
  },
  keepCheckpoints: {
    label: { en: 'Keep checkpoints', vi: 'Số checkpoint giữ lại' },
    help: {
      en: 'Number of newest checkpoints to keep, in addition to the best one; the weights of older ones are deleted. 0 keeps all.',
      vi: 'Số checkpoint mới nhất được giữ, ngoài checkpoint tốt nhất; trọng số của các checkpoint cũ hơn bị xoá. 0 là giữ tất cả.'
    },
    source: settingSources.ours,
    group: 'validation'
  }
}
