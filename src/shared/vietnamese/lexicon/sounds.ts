import { exactText, foldText } from '../fold'
import { parseSyllable, placeTone, type Syllable } from '../syllable'

/**
 * A word in the one form in which words are compared: lower case, the tone where the newer style
 * puts it, and i for y behind an initial.
 */
export function canonical(word: string): string {
  const exact = exactText(word)
  const syllable = parseSyllable(exact)
  if (!syllable) return exact
  const placed = placeTone(syllable, 'new')
  if (syllable.rime !== 'y' || syllable.initial === '') return placed
  return placed.normalize('NFD').replace('y', 'i').normalize('NFC')
}

const HOOK = '\u0309'
const TILDE = '\u0303'

/** Initials that sound alike in some region. */
const ALIKE: readonly (readonly string[])[] = [
  ['d', 'gi', 'r'],
  ['ch', 'tr'],
  ['s', 'x'],
  ['l', 'n'],
  ['k', 'c'],
  ['ng', 'ngh'],
  ['g', 'gh']
]
const CLASSES = new Map(ALIKE.flatMap((initials) => initials.map((one) => [one, initials[0]])))
const initialClass = (initial: string): string => CLASSES.get(initial) ?? initial
const toneClass = (tone: string): string => (tone === TILDE ? HOOK : tone)
const finalClass = (rime: string): string => rime.replace(/ng$/, 'n').replace(/c$/, 't')

/** What words are compared by. */
interface Shape {
  syllable: Syllable | null
  /** The same for words that are confused by their sound, and by their final; null for no syllable. */
  sound: string | null
  end: string | null
  fold: string
  /** The letters without tone. */
  letters: string[]
  tone: string
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const KEPT = 30_000
const shapes = new Map<string, Shape>()

function shapeOf(word: string): Shape {
  const known = shapes.get(word)
  if (known) return known
  const syllable = parseSyllable(word)
  const decomposed = word.normalize('NFD')
  const shape: Shape = {
    syllable,
    sound: syllable && keyOf(syllable),
    end: syllable && `${syllable.initial} ${finalClass(syllable.rime)} ${syllable.tone}`,
    fold: foldText(word),
    letters: Array.from(decomposed.replace(TONES, '').normalize('NFC')),
    tone: decomposed.match(TONES)?.join('') ?? ''
  }
  if (shapes.size >= KEPT) shapes.clear()
  shapes.set(word, shape)
  return shape
}

/** What words that are confused by their sound have in common; null for what is no syllable. */
export const soundKey = (word: string): string | null => shapeOf(word).sound
/** The same for words whose finals are confused: n for ng, t for c. */
export const endKey = (word: string): string | null => shapeOf(word).end

const keyOf = ({ initial, rime, tone }: Syllable): string =>
  `${initialClass(initial)} ${rime === 'y' ? 'i' : rime} ${toneClass(tone)}`

/**
 * How one word may have been written for another: hỏi for ngã (`tone`), an initial or a final that
 * sounds like it, accents that are left out or wrong (`slip`), or a letter too many, too few or in
 * the wrong place (`typo`).
 */
export interface Relation {
  kind: 'tone' | 'sound' | 'final' | 'slip' | 'typo'
  cost: number
}

/** How `written` may have come from `meant`; null where nobody would write it so. */
export function relationOf(written: string, meant: string): Relation | null {
  if (written === meant) return null
  const [a, b] = [shapeOf(written), shapeOf(meant)]
  const [one, other] = [a.syllable, b.syllable]
  if (one && other) {
    if (a.sound === b.sound) {
      if (one.initial === other.initial) return { kind: 'tone', cost: 0.5 }
      return { kind: 'sound', cost: one.tone === other.tone ? 1 : 2 }
    }
    if (a.end === b.end) return { kind: 'final', cost: 1 }
  }
  const toneCost = a.tone === b.tone ? 0 : 1
  if (a.fold === b.fold) {
    const marks = a.letters.filter((letter, at) => letter !== b.letters[at]).length
    return { kind: 'slip', cost: marks + toneCost }
  }
  return oneLetterApart(a.fold, b.fold) ? { kind: 'typo', cost: 2 + 0.7 * toneCost } : null
}

/** One letter left out, put in or replaced, or two neighbours exchanged. */
export function oneLetterApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  let [a, b] = [one.length, other.length]
  while (a > start && b > start && one[a - 1] === other[b - 1]) {
    a -= 1
    b -= 1
  }
  if (a - start <= 1 && b - start <= 1) return true
  const [x, y] = [one.slice(start, a), other.slice(start, b)]
  return x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0]
}
