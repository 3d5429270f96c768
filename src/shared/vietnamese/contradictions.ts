import { exactText } from './fold'
import { placedWords } from './words'

/** Words of which one excludes the others where they say something of the same thing. */
const CLASSES: readonly (readonly string[])[] = [
  ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'nhiều'],
  ['đỏ', 'vàng', 'xanh', 'trắng', 'đen', 'tím', 'hồng', 'nâu', 'cam', 'xám'],
  ['nam', 'nữ'],
  ['ông', 'bà'],
  ['trai', 'gái'],
  ['trái', 'phải'],
  ['trong', 'ngoài'],
  ['trên', 'dưới'],
  ['đứng', 'ngồi', 'nằm'],
  ['không', 'có'],
  ['mở', 'đóng'],
  ['già', 'trẻ']
]

/** Each figure excludes every other one. */
const classOf = (word: string): number =>
  /^\d+$/.test(word) ? 0 : CLASSES.findIndex((list) => list.includes(word))

/**
 * Words of a caption that captions of the same image contradict: another word of the same kind, a
 * number, a colour, a place, before or behind the same word (`hai người` and `ba người`, `áo trắng`
 * and `áo xanh`), unless the two captions have both.
 */
export function contradictions(caption: string, others: readonly string[]): string[] {
  const words = listWords(caption)
  const found = words.filter((word, at) => {
    const kind = classOf(word)
    if (kind < 0) return false
    return others.some((other) => contradicts(words, at, kind, listWords(other)))
  })
  return [...new Set(found)]
}

function contradicts(
  words: readonly string[],
  at: number,
  kind: number,
  others: readonly string[]
): boolean {
  const word = words[at] ?? ''
  if (others.includes(word)) return false
  return others.some(
    (other, place) =>
      classOf(other) === kind &&
      !words.includes(other) &&
      (same(words[at - 1], others[place - 1]) || same(words[at + 1], others[place + 1]))
  )
}

const same = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one === other

const listWords = (text: string): string[] => placedWords(exactText(text)).map((word) => word.text)
