/** The five tone marks of Vietnamese as combining characters: huyền, sắc, ngã, hỏi, nặng. */
const TONES = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'])

/** Where the tone is in open oa, oe and uy: on the second vowel (hoà) or on the first (hòa). */
export type ToneStyle = 'new' | 'old'

/** A word taken apart: its letters without tone, in their own case, and the tones that it bears. */
interface Letters {
  letters: string[]
  tones: { mark: string; at: number }[]
}

/** A word that is built as a Vietnamese syllable. */
export interface Syllable {
  /** Without tone, in lower case and normalisation form C. */
  initial: string
  rime: string
  /** The combining mark, or empty for the level tone. */
  tone: string
  letters: string[]
  /** Index of the letter that bears the tone; -1 for the level tone. */
  toneAt: number
}

const INITIALS = 'ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x'.split(' ')

/** All rimes of the language without tone, as they are written behind most initials. */
const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in
   inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe
   oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng
   uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên
   uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên
   yêng yêt yêu`
    .split(/\s+/)
    .filter(Boolean)
)

/** What follows `qu`, besides rimes that continue from the u or from an o in its place. */
const BEHIND_QU = new Set(['i', 'it', 'ich', 'inh', 'ôc', 'ơn', 'ơt'])

/** The word as a syllable, or null where the language has none that is built so. */
export function parseSyllable(word: string): Syllable | null {
  const { letters, tones } = decompose(word)
  if (tones.length > 1 || letters.length > 7) return null
  const bare = letters.join('').toLowerCase()
  const [tone] = tones
  for (const initial of ['', ...INITIALS]) {
    if (!bare.startsWith(initial)) continue
    const rime = rimeBehind(initial, bare.slice(initial.length))
    if (rime === null || !toneFits(rime, tone?.mark)) continue
    return { initial, rime, tone: tone?.mark ?? '', letters, toneAt: tone?.at ?? -1 }
  }
  return null
}

/** The same word with its tone where the style puts it. */
export function placeTone(syllable: Syllable, style: ToneStyle): string {
  const at = tonePlace(syllable, style)
  return syllable.letters
    .map((letter, index) => (index === at ? letter + syllable.tone : letter))
    .join('')
    .normalize('NFC')
}

/** Whether the two styles write the syllable differently. */
export const dependsOnStyle = (syllable: Syllable): boolean =>
  syllable.tone !== '' && tonePlace(syllable, 'new') !== tonePlace(syllable, 'old')

/** Index of the letter that bears the tone; -1 for the level tone. */
function tonePlace({ initial, rime, letters, tone }: Syllable, style: ToneStyle): number {
  if (tone === '') return -1
  const bare = letters.map((letter) => letter.toLowerCase())
  const start = initial.length
  const vowels = bare.flatMap((letter, i) => (i >= start && isVowel(letter) ? [i] : []))
  // In `gì` and `gìn` the i belongs to the initial and bears the tone as well.
  if (vowels.length === 0) return start - 1
  const marked = vowels.filter((i) => /[ăâêôơư]/.test(bare[i] ?? '')).at(-1)
  if (marked !== undefined) return marked
  const [first = 0, second = first] = vowels
  if (vowels.length === 3) return second
  if (vowels.length === 1) return first
  const open = second === bare.length - 1
  if (!open) return second
  return style === 'new' && initial !== 'qu' && ['oa', 'oe', 'uy'].includes(rime) ? second : first
}

const isVowel = (letter: string): boolean => /[aăâeêioôơuưy]/.test(letter)

/** The rime that the letters behind an initial write, or null. */
function rimeBehind(initial: string, rest: string): string | null {
  if (initial === 'qu') {
    if (BEHIND_QU.has(rest)) return rest
    return ['o', 'u'].some((glide) => RIMES.has(glide + rest)) ? rest : null
  }
  if (initial === 'gi') {
    if (rest === '') return 'i'
    if (RIMES.has(rest) && !/^[iy]/.test(rest)) return rest
    // giêng, giết: the i is written once. gìn, gìm: the rime begins with it.
    return RIMES.has(`i${rest}`) ? `i${rest}` : null
  }
  if (!RIMES.has(rest)) return null
  const front = /^[eêiy]/.test(rest)
  if (['gh', 'ngh', 'k'].includes(initial) && !front) return null
  if (['c', 'g', 'ng'].includes(initial) && front) return null
  if (rest.startsWith('y') && rest !== 'y' && initial !== '') return null
  return rest
}

/** Syllables that end in a stop have one of two tones: sắc or nặng. */
function toneFits(rime: string, tone: string | undefined): boolean {
  if (!/(?:c|ch|p|t)$/.test(rime)) return true
  return tone === '\u0301' || tone === '\u0323'
}

function decompose(word: string): Letters {
  const letters: string[] = []
  const tones: Letters['tones'] = []
  for (const char of word.normalize('NFD')) {
    if (TONES.has(char)) tones.push({ mark: char, at: letters.length - 1 })
    else if (/\p{M}/u.test(char)) letters.push((letters.pop() ?? '') + char)
    else letters.push(char)
  }
  return { letters: letters.map((letter) => letter.normalize('NFC')), tones }
}
