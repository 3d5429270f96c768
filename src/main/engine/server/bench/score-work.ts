import type { ScoredItem } from '../../metrics/words'
import { Mulberry32 } from './mulberry32'

const ONSETS = 'b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ')
const RIMES =
  'a á à ả ạ ăn ắt ặc âu ấy ẩm ai ái ao anh ành ang áng e é en ẹp ê ến êu i ì inh iên iều o ó on ông ồng ơ ờ ơi ớp u ú ủa uống ư ứ ừng ườ ương ước y'.split(
    ' '
  )
const VOCABULARY = 1500
/** Words that an image's captions have in common. */
const OWN_WORDS = 12

/**
 * Captions of made-up syllables, 8 to 16 a caption, by Zipf's law; each caption takes half of its
 * words from a list of its image's own. Easy to repeat in another language.
 */
export function* benchCaptions(
  items: number,
  references: number,
  seed: number
): Generator<ScoredItem> {
  const words = ONSETS.flatMap((onset) => RIMES.map((rime) => onset + rime)).slice(0, VOCABULARY)
  const heaped: number[] = []
  for (const rank of words.keys()) heaped.push((heaped.at(-1) ?? 0) + 1 / (rank + 1))
  const draws = new Mulberry32(seed)
  const word = (): string => words[placeOf(draws.next() * (heaped.at(-1) ?? 0), heaped)] ?? ''
  for (let item = 0; item < items; item++) {
    const own = Array.from({ length: OWN_WORDS }, word)
    const [hypothesis = '', ...others] = Array.from({ length: references + 1 }, () =>
      Array.from({ length: draws.integer(8, 16) }, (_, place) =>
        draws.next() < 0.5 ? (own[place % OWN_WORDS] ?? '') : word()
      ).join(' ')
    )
    yield { hypothesis, references: others }
  }
}

/** Place of the first of the rising `sums` that is not below `value`. */
function placeOf(value: number, sums: readonly number[]): number {
  let [low, high] = [0, sums.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
