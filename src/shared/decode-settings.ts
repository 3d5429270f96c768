import type { DecodeOptions } from './domain/decode'

/** Explanation of one option of decoding, shown in the form, in `--help` and in the documentation. */
export interface DecodeSetting {
  label: { en: string; vi: string }
  help: { en: string; vi: string }
  /** Where the default comes from. */
  source: string
  /** The searches that use it; all of them where none are named. */
  searches?: readonly DecodeOptions['method'][]
}

const RECIPE = 'the VLSP 2021 vieCap4H recipe'
const CLIPCAP = 'ClipCap (Mokady et al., 2021)'
const HF = 'Hugging Face generate'

/** One entry for each option, in the order of the form. */
export const decodeSettings: Record<keyof DecodeOptions, DecodeSetting> = {
  method: {
    label: { en: 'Search', vi: 'Cách tìm' },
    help: {
      en: "The recipe's beam search (clipcap), one with a pool of finished captions (beam), the most probable token (greedy), or draws among the probable ones (nucleus).",
      vi: 'Tìm theo chùm của công thức (clipcap), tìm theo chùm với tập chú thích đã xong (beam), token khả dĩ nhất (greedy), hoặc rút ngẫu nhiên trong các token khả dĩ (nucleus).'
    },
    source: RECIPE
  },
  beams: {
    label: { en: 'Beams', vi: 'Số beam' },
    help: {
      en: 'Captions that are followed at the same time.',
      vi: 'Số chú thích được theo dõi cùng lúc.'
    },
    source: RECIPE,
    searches: ['clipcap', 'beam']
  },
  lengthPenalty: {
    label: { en: 'Length penalty', vi: 'Phạt độ dài' },
    help: {
      en: "A finished caption's sum of log-probabilities is divided by its length to this power: 0 favours short captions, more than 1 long ones.",
      vi: 'Tổng log xác suất của chú thích đã xong được chia cho độ dài luỹ thừa số này: 0 ưu tiên câu ngắn, lớn hơn 1 ưu tiên câu dài.'
    },
    source: HF,
    searches: ['beam']
  },
  earlyStop: {
    label: { en: 'When to stop', vi: 'Khi nào dừng' },
    help: {
      en: 'Once as many captions as beams are finished: stop at once (full), when no beam would win at its present length (likely), or when none could win at any length (never).',
      vi: 'Khi đã có đủ số chú thích xong bằng số beam: dừng ngay (full), khi không beam nào thắng với độ dài hiện tại (likely), hoặc khi không beam nào có thể thắng ở mọi độ dài (never).'
    },
    source: HF,
    searches: ['beam']
  },
  temperature: {
    label: { en: 'Temperature', vi: 'Nhiệt độ' },
    help: {
      en: 'Below 1 the probable tokens become more probable, above 1 less.',
      vi: 'Dưới 1 thì token khả dĩ càng khả dĩ hơn, trên 1 thì ngược lại.'
    },
    source: HF,
    searches: ['nucleus']
  },
  topP: {
    label: { en: 'Top-p', vi: 'Top-p' },
    help: {
      en: 'Draws among the most probable tokens whose probabilities together first pass this; 1 draws among all.',
      vi: 'Rút trong các token khả dĩ nhất có tổng xác suất vừa vượt số này; 1 là rút trong tất cả.'
    },
    source: CLIPCAP,
    searches: ['nucleus']
  },
  topK: {
    label: { en: 'Top-k', vi: 'Top-k' },
    help: {
      en: 'Draws among this many most probable tokens at most; 0 sets no limit.',
      vi: 'Rút trong nhiều nhất bấy nhiêu token khả dĩ nhất; 0 là không giới hạn.'
    },
    source: CLIPCAP,
    searches: ['nucleus']
  },
  seed: {
    label: { en: 'Seed', vi: 'Hạt giống' },
    help: {
      en: 'Decides the draws: the same seed gives the same captions.',
      vi: 'Quyết định các lần rút: cùng hạt giống cho cùng chú thích.'
    },
    source: RECIPE,
    searches: ['nucleus']
  },
  maxTokens: {
    label: { en: 'Longest caption', vi: 'Chú thích dài nhất' },
    help: { en: 'Most tokens of a caption.', vi: 'Số token nhiều nhất của một chú thích.' },
    source: RECIPE
  },
  minTokens: {
    label: { en: 'Shortest caption', vi: 'Chú thích ngắn nhất' },
    help: {
      en: 'No stop token before this many tokens.',
      vi: 'Không có token dừng trước bấy nhiêu token.'
    },
    source: HF
  },
  repetitionPenalty: {
    label: { en: 'Repetition penalty', vi: 'Phạt lặp lại' },
    help: {
      en: 'Lowers the score of tokens that the caption already has (Keskar et al., 2019); 1 does not.',
      vi: 'Hạ điểm của những token đã có trong chú thích (Keskar và cộng sự, 2019); 1 là không hạ.'
    },
    source: HF
  },
  noRepeatNgram: {
    label: { en: 'No repeated n-gram', vi: 'Không lặp n-gram' },
    help: {
      en: 'No sequence of this many tokens stands twice in a caption; 0 allows it.',
      vi: 'Không dãy bấy nhiêu token nào xuất hiện hai lần trong một chú thích; 0 là cho phép.'
    },
    source: HF
  },
  stopText: {
    label: { en: 'Stop text', vi: 'Chữ dừng' },
    help: {
      en: "Text whose token ends a caption; the model's end-of-text token does so as well. Empty leaves that one alone.",
      vi: 'Chữ mà token của nó kết thúc chú thích; token kết thúc của mô hình cũng vậy. Để trống thì chỉ còn token đó.'
    },
    source: RECIPE
  }
}

/** Whether a search uses an option. */
export const usesOption = (method: DecodeOptions['method'], key: keyof DecodeOptions): boolean =>
  decodeSettings[key].searches?.includes(method) ?? true
