import { exactText, foldText } from './fold'
import { placedWords } from './words'

/** Common words that are hardly ever meant without their accents, for a library of few captions. */
const COMMON = `người đang một của và những được trên trước giường bệnh viện nhân sĩ tá khẩu trắng
  đàn ông phụ nữ bé trẻ đứng ngồi nằm cầm đeo mặc áo quần mũ kính tay đầu mặt mắt chân phòng mổ khám
  chữa thuốc tiêm máy màn hình bàn ghế đỏ vàng đen nhà trường đường phố xe cửa sổ cây nước lá chơi
  đọc sách viết nói chuyện làm việc nhìn vào với bên cạnh trong ngoài dưới giữa sau nhiều hai bốn
  năm sáu bảy tám chín mười lớn nhỏ cười khóc đi chạy đến lên xuống này đó các không có thể tại để
  từ về cho rất cùng nhau nhóm xét nghiệm dụng cụ phẫu thuật đồng hồ điện thoại giấy bút
  nam ba ban ta nhi con cao tay trong sau xe cho nhau ra em anh theo quan khi khoa nhà cam xanh tim
  ngang quanh ngay may sang tham khay bao vai lan tai da hoa leo treo thang trang che`

/** Times that each of them counts as seen: by itself not enough in a text that has accents. */
const COMMON_TIMES = 9

/** A written form is what people mean from this share of its occurrences on. */
const RARE = 0.02
/** A word is judged when it was seen this often. */
const ENOUGH = 20

/**
 * Which accents words bear, learned from captions: how often each form of a word was written, and
 * which forms stand side by side. Knows when a word has lost its accents and which they were.
 */
export class AccentModel {
  /** By folded word: times of each form in lower case. */
  readonly #forms = new Map<string, Map<string, number>>()
  readonly #neighbours = new Map<string, number>()

  constructor() {
    for (const word of COMMON.split(/\s+/)) if (word) this.#count(word, COMMON_TIMES)
  }

  /** Learns from a text as people wrote it. */
  add(text: string): void {
    const words = placedWords(exactText(text)).map((word) => word.text)
    // A text without any accent teaches the very mistake.
    if (words.length > 2 && words.every((word) => word === foldText(word))) return
    let before = ''
    for (const word of words) {
      this.#count(word, 1)
      const key = `${before} ${word}`
      this.#neighbours.set(key, (this.#neighbours.get(key) ?? 0) + 1)
      before = word
    }
  }

  #count(word: string, times: number): void {
    const folded = foldText(word)
    const forms = this.#forms.get(folded) ?? new Map<string, number>()
    forms.set(word, (forms.get(word) ?? 0) + times)
    this.#forms.set(folded, forms)
  }

  /** How often a word was seen in this very form. */
  times(word: string): number {
    const exact = exactText(word)
    return this.#forms.get(foldText(exact))?.get(exact) ?? 0
  }

  /**
   * The words of a text with the accents that each unaccented one most likely had: the chain of
   * forms whose product of relative frequencies, of each form and of each pair side by side, is
   * greatest. Null stands for a word that is to stay as it is. In a text with accents only words
   * that hardly ever go without are given any.
   */
  restore(words: readonly string[]): (string | null)[] {
    const exact = words.map(exactText)
    const bare = exact.length > 2 && exact.every((word) => word === foldText(word))
    const choices = exact.map((word) => this.#choices(word, bare))
    const chain = this.#likeliest(choices)
    return chain.map((form, index) => (form === exact[index] ? null : form))
  }

  #choices(word: string, bare: boolean): Map<string, number> {
    const asItIs = new Map([[word, 1]])
    const forms = word === foldText(word) ? this.#forms.get(word) : undefined
    if (!forms) return asItIs
    const total = [...forms.values()].reduce((sum, times) => sum + times, 0)
    const without = forms.get(word) ?? 0
    if (!bare && (total < ENOUGH || without > total * RARE)) return asItIs
    return new Map(
      [...forms]
        .filter(([form]) => bare || form !== word)
        .map(([form, times]) => [form, times / total])
    )
  }

  /** Viterbi's algorithm over the forms of each word. */
  #likeliest(choices: readonly ReadonlyMap<string, number>[]): string[] {
    let paths = new Map<string, { score: number; words: string[] }>([['', { score: 0, words: [] }]])
    for (const forms of choices) {
      const next: typeof paths = new Map()
      for (const [form, share] of forms) {
        for (const [before, path] of paths) {
          const together = this.#neighbours.get(`${before} ${form}`) ?? 0
          const seen = before === '' ? 0 : this.times(before)
          const score = path.score + Math.log(share) + Math.log((together + 0.1) / (seen + 1))
          if (score > (next.get(form)?.score ?? -Infinity)) {
            next.set(form, { score, words: [...path.words, form] })
          }
        }
      }
      paths = next
    }
    const [best] = [...paths.values()].sort((a, b) => b.score - a.score)
    return best?.words ?? []
  }
}

/** `form` with the capital letters of `word`. */
export function withCaseOf(form: string, word: string): string {
  if (word.length > 1 && word === word.toUpperCase()) return form.toUpperCase()
  const [first = ''] = word
  const capital = first !== first.toLowerCase()
  return capital ? form.charAt(0).toUpperCase() + form.slice(1) : form
}
