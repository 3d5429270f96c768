import type { DecodeOptions } from './domain/decode'
import { settingSources, type SettingSource } from './setting-sources'

/** Explanation of one decoding option, shown in the form, in `--help` and in the documentation. */
export interface DecodeSetting {
  label: { en: string; vi: string }
  help: { en: string; vi: string }
  /** The default in words, where it is none of the values. */
  defaultWords?: { en: string; vi: string }
  /** Where the default comes from. */
  source: SettingSource
  /** The searches that use it; all of them where none are named. */
  searches?: readonly DecodeOptions['method'][]
  /** The choices among captions found that use it; all of them where none are named. */
  choices?: readonly DecodeOptions['choice'][]
}

/** One entry for each option, in the order of the form. */
export const decodeSettings: Record<keyof DecodeOptions, DecodeSetting> = {
  method: {
    label: { en: 'Search', vi: 'Cách tìm kiếm' },
    help: {
      en: "The recipe's beam search (clipcap), standard beam search with a pool of finished captions (beam), greedy search, or nucleus sampling (nucleus).",
      vi: 'Tìm kiếm chùm (beam search) của công thức (clipcap), tìm kiếm chùm thông thường với tập chú thích đã hoàn tất (beam), tìm kiếm tham lam (greedy), hoặc lấy mẫu nucleus (nucleus).'
    },
    source: settingSources.recipe
  },
  beams: {
    label: { en: 'Beams', vi: 'Số chùm' },
    help: {
      en: 'Number of captions followed at the same time.',
      vi: 'Số chú thích được theo dõi cùng lúc.'
    },
    source: settingSources.recipe,
    searches: ['clipcap', 'beam']
  },
  lengthPenalty: {
    label: { en: 'Length penalty', vi: 'Phạt độ dài' },
    help: {
      en: 'The sum of log-probabilities of a finished caption is divided by its length to this power: 0 favours short captions, values above 1 favour long ones.',
      vi: 'Tổng log xác suất của chú thích hoàn tất được chia cho luỹ thừa bậc này của độ dài: 0 ưu tiên chú thích ngắn, lớn hơn 1 ưu tiên chú thích dài.'
    },
    source: settingSources.huggingFace,
    searches: ['beam']
  },
  earlyStop: {
    label: { en: 'Early stopping', vi: 'Dừng sớm' },
    help: {
      en: 'Once as many captions as beams are finished: stop at once (full), when no beam would score higher at its present length (likely), or when none could score higher at any length (never).',
      vi: 'Khi số chú thích hoàn tất bằng số chùm: dừng ngay (full), dừng khi không chùm nào đạt điểm cao hơn với độ dài hiện tại (likely), hoặc khi không chùm nào có thể đạt điểm cao hơn ở mọi độ dài (never).'
    },
    source: settingSources.huggingFace,
    searches: ['beam']
  },
  temperature: {
    label: { en: 'Temperature', vi: 'Nhiệt độ' },
    help: {
      en: 'Below 1, probable tokens become more probable; above 1, less probable.',
      vi: 'Dưới 1, token có xác suất cao càng dễ được chọn; trên 1 thì ngược lại.'
    },
    source: settingSources.huggingFace,
    searches: ['nucleus']
  },
  topP: {
    label: { en: 'Top-p', vi: 'Top-p' },
    help: {
      en: 'Samples from the smallest set of most probable tokens whose total probability exceeds this; 1 samples from all tokens.',
      vi: 'Lấy mẫu trong tập nhỏ nhất các token có xác suất cao nhất với tổng xác suất vượt số này; 1 là lấy mẫu trong mọi token.'
    },
    source: settingSources.clipcap,
    searches: ['nucleus']
  },
  topK: {
    label: { en: 'Top-k', vi: 'Top-k' },
    help: {
      en: 'Samples from at most this many most probable tokens; 0 means no limit.',
      vi: 'Lấy mẫu trong tối đa bấy nhiêu token có xác suất cao nhất; 0 là không giới hạn.'
    },
    source: settingSources.clipcap,
    searches: ['nucleus']
  },
  seed: {
    label: { en: 'Seed', vi: 'Seed ngẫu nhiên' },
    help: {
      en: 'Seed of the sampling: the same seed gives the same captions.',
      vi: 'Seed của việc lấy mẫu: cùng seed cho cùng chú thích.'
    },
    source: settingSources.recipe,
    searches: ['nucleus']
  },
  samples: {
    label: { en: 'Samples', vi: 'Số mẫu' },
    help: {
      en: 'Number of captions sampled for each image, out of which one is chosen.',
      vi: 'Số chú thích được lấy mẫu cho mỗi ảnh để chọn ra một.'
    },
    source: settingSources.clipcap,
    searches: ['nucleus']
  },
  maxTokens: {
    label: { en: 'Longest caption', vi: 'Chú thích dài nhất' },
    help: {
      en: 'Maximum number of tokens of a caption.',
      vi: 'Số token tối đa của một chú thích.'
    },
    source: settingSources.recipe
  },
  minTokens: {
    label: { en: 'Shortest caption', vi: 'Chú thích ngắn nhất' },
    help: {
      en: 'Minimum number of tokens before a caption may end.',
      vi: 'Số token tối thiểu trước khi chú thích được kết thúc.'
    },
    source: settingSources.huggingFace
  },
  repetitionPenalty: {
    label: { en: 'Repetition penalty', vi: 'Phạt lặp lại' },
    help: {
      en: 'Lowers the score of tokens that the caption already contains (Keskar et al., 2019); 1 turns it off.',
      vi: 'Hạ điểm của những token đã có trong chú thích (Keskar và cộng sự, 2019); 1 là tắt.'
    },
    source: settingSources.huggingFace
  },
  noRepeatNgram: {
    label: { en: 'No repeated n-grams', vi: 'Không lặp n-gram' },
    help: {
      en: 'No sequence of this many tokens occurs twice in a caption; 0 turns it off.',
      vi: 'Không dãy nào gồm bấy nhiêu token xuất hiện hai lần trong một chú thích; 0 là tắt.'
    },
    source: settingSources.huggingFace
  },
  stopText: {
    label: { en: 'Stop text', vi: 'Chuỗi dừng' },
    help: {
      en: "Text whose token ends a caption, in addition to the model's end-of-text token. Leave empty to use only the end-of-text token.",
      vi: 'Chuỗi mà token của nó kết thúc chú thích, cùng với token kết thúc của mô hình. Để trống để chỉ dùng token kết thúc.'
    },
    defaultWords: {
      en: 'as the captioner was trained: empty if it learned the end-of-text token, otherwise "."',
      vi: 'theo cách mô hình chú thích được huấn luyện: để trống nếu nó học kết thúc bằng token kết thúc, nếu không thì "."'
    },
    source: settingSources.recipe
  },
  choice: {
    label: { en: 'Choice among the captions found', vi: 'Chọn trong các chú thích tìm được' },
    help: {
      en: 'Takes the caption that the search scores highest (score), or the one with the minimum Bayes risk: the highest expected CIDEr-D (cider) or BLEU (bleu) against all captions found, which are beams weighted by their probability, or samples (Kumar and Byrne, 2004), or the one that fits the image best by CLIP and the search together (clip).',
      vi: 'Lấy chú thích được tìm kiếm cho điểm cao nhất (score), hoặc chú thích có rủi ro Bayes nhỏ nhất: kỳ vọng CIDEr-D (cider) hoặc BLEU (bleu) cao nhất so với mọi chú thích tìm được, là các chùm theo trọng số xác suất, hoặc các mẫu (Kumar và Byrne, 2004), hoặc chú thích hợp với ảnh nhất theo cả CLIP và tìm kiếm (clip).'
    },
    source: settingSources.recipe,
    searches: ['clipcap', 'beam', 'nucleus']
  },
  clipWeight: {
    label: { en: 'Weight of CLIP', vi: 'Trọng số của CLIP' },
    help: {
      en: 'For the choice by CLIP: 0 goes by the score of the search alone, 1 by the cosine of image and caption alone. Both are standardised over the captions found. Where the encoder reads English alone, captions are compared through the sentence pairs that the captioner was trained on.',
      vi: 'Khi chọn theo CLIP: 0 là chỉ theo điểm của tìm kiếm, 1 là chỉ theo cosin giữa ảnh và chú thích. Cả hai được chuẩn hoá trên các chú thích tìm được. Nếu bộ mã hoá chỉ đọc tiếng Anh thì chú thích được so qua các cặp câu mà mô hình đã học.'
    },
    source: settingSources.clipScore,
    searches: ['clipcap', 'beam', 'nucleus'],
    choices: ['clip']
  },
  projectionTemperature: {
    label: { en: 'Projection temperature', vi: 'Nhiệt độ phép chiếu' },
    help: {
      en: "Replaces an image's embedding by a mean of the sentence embeddings that the captioner was trained on, weighted by the softmax of their cosines divided by this, such as 0.01. It is meant for captioners that were trained on sentences alone. 0 turns it off.",
      vi: 'Thay vector nhúng của ảnh bằng trung bình các vector nhúng câu mà mô hình đã học, với trọng số là softmax của cosin chia cho số này, ví dụ 0,01. Dùng cho mô hình chỉ được huấn luyện trên câu. 0 là tắt.'
    },
    source: settingSources.deCap
  }
}

/** The stop text of a captioner that was trained without end-of-text, as the recipe has it. */
export const RECIPE_STOP = '.'

/**
 * The text whose token ends a caption: the one that was chosen, else none for a captioner that learnt
 * to end with end-of-text, since its captions may hold any token before that.
 */
export const stopTextOf = (
  { stopText }: Pick<DecodeOptions, 'stopText'>,
  { endOfText }: { endOfText: boolean }
): string => stopText ?? (endOfText ? '' : RECIPE_STOP)

/** Whether decoding by this search and choice uses an option. */
export const usesOption = (
  { method, choice }: Pick<DecodeOptions, 'method' | 'choice'>,
  key: keyof DecodeOptions
): boolean => {
  const { searches, choices } = decodeSettings[key]
  return (searches?.includes(method) ?? true) && (choices?.includes(choice) ?? true)
}
