import type { AccentModel } from '../accents'
import type { Issue, WritingStyle } from '../check-codes'
import { exactText, foldText } from '../fold'
import { borrowedWords } from '../lexicon'
import { lexicon } from '../lexicon/lookup'
import { canonical, relationOf, soundKey } from '../lexicon/sounds'
import { parseSyllable, placeTone } from '../syllable'
import { isBorrowed, splitGlued } from './borrowed'
import { allCandidates, byContext, OFTEN, type Candidate } from './candidates'
import { isName, withCaseOf, wordsOf, type FoundWord } from './words-of'

export interface SpellingOptions extends WritingStyle {
  accents?: AccentModel | undefined
}

/** Words longer than any that somebody meant. */
const LONGEST = 30
/** By how much the best candidate has to be ahead of the next to be beyond doubt. */
const AHEAD = 1.5
const MAX_FIXES = 3

const isBare = (word: string): boolean => exactText(word) === foldText(word)

interface Word extends FoundWord {
  form: string
  /** The words right beside it. */
  before: string | null
  after: string | null
  /** The same, without those that form a word with their own other neighbour. */
  free: { before: string | null; after: string | null }
  /** Names, and what is no Vietnamese. */
  skipped: boolean
}

/**
 * Words that are no syllable (`syllable`), and syllables in the place of one that is written or
 * sounds like it (`word`). What a word may have been meant for comes from the rules of spelling, from
 * words of nearly the same sound and from those of the same letters; which of them it was is told by
 * the words beside it and by how common they are, in the shipped lists and in the library.
 */
export function spelling(text: string, options: SpellingOptions): Issue[] {
  const words = listWords(text)
  if (words.length > 2 && words.every(({ found }) => isBare(found))) return []
  const issues: Issue[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word || word.skipped) continue
    const both = wholeCompound(word, words[at + 1], options)
    if (both) at += 1
    const issue = both ?? correct(word, options)
    if (issue) issues.push(issue)
  }
  return issues
}

function listWords(text: string): Word[] {
  const found = wordsOf(text)
  const beside = (one: FoundWord | undefined, other: FoundWord | undefined) =>
    one && other && /^[^\S\n]+$/.test(text.slice(one.end, other.start))
  const words = found.map((word, at) => {
    const neighbour = (other: FoundWord | undefined, near: unknown) =>
      near && other ? canonical(other.found) : null
    return {
      ...word,
      form: canonical(word.found),
      before: neighbour(found[at - 1], beside(found[at - 1], word)),
      after: neighbour(found[at + 1], beside(word, found[at + 1])),
      skipped:
        word.found.length > LONGEST ||
        /[ðÐƉɖ]/.test(word.found) ||
        isName(text, word.found, word.start) ||
        borrowedWords.has(exactText(word.found))
    }
  })
  const { pair } = lexicon()
  return words.map((word, at) => ({
    ...word,
    free: {
      before: pair(words[at - 1]?.before ?? null, word.before)?.compound ? null : word.before,
      after: pair(word.after, words[at + 1]?.after ?? null)?.compound ? null : word.after
    }
  }))
}

function correct(word: Word, options: SpellingOptions): Issue | null {
  const { levels, pair } = lexicon()
  const { form, before, after } = word
  if (pair(before, form) || pair(form, after)) return null
  const level = levels.get(form)
  if (level === undefined) return correctUnknown(word, options)
  if (level === 'bound') return correctBound(word, options)
  if (isOftenHere(word, options)) return null
  const model = options.accents
  let [best, next] = byContext(form, { before, after, model })
  if (best && best.relation.kind !== 'tone') [best, next] = byContext(form, { ...word.free, model })
  if (!best) return null
  const { kind, cost } = best.relation
  const compound = best.context === 'compound'
  const meant = levels.get(best.word)
  if (level === 'most' && meant === 'bound') return null
  // A mark more or less proves little where both are words: only beside what they belong to, or
  // where a rarer word has lost the mark of a common one.
  if (kind === 'slip') {
    const rarer = isBesideRarer(best.word, word)
    const lost = hasLostMarks(form, best.word)
    const likely =
      level === 'most' ? compound && rarer : compound || (lost && (meant === 'most' || rarer))
    if (cost > 1 || !likely) return null
  }
  if (kind === 'final' && !compound) return null
  const clear = best.score - (next?.score ?? 0) >= AHEAD
  const proves = kind !== 'tone' ? isOftenThere(best.word, word, options) : level !== 'most'
  return makeIssue('word', word, [best], compound && proves && clear, options)
}

/** Whether what was meant forms a word with a neighbour that does not stand beside everything. */
function isBesideRarer(meant: string, { before, after }: Word): boolean {
  const { levels, pair } = lexicon()
  const rarer = (neighbour: string | null) => neighbour !== null && levels.get(neighbour) !== 'most'
  return (
    (pair(before, meant) !== undefined && rarer(before)) ||
    (pair(meant, after) !== undefined && rarer(after))
  )
}

/** Whether a word is another without some of its accents: a typist leaves them out, and rarely puts one in. */
function hasLostMarks(written: string, meant: string): boolean {
  const marks = (word: string): readonly string[] => word.normalize('NFD').match(/\p{Mn}|đ/gu) ?? []
  return marks(written).every((mark) => marks(meant).includes(mark))
}

/** A syllable that needs its phrase, outside of it. */
function correctBound(word: Word, options: SpellingOptions): Issue | null {
  const { levels, ofSound } = lexicon()
  const { form, before, after } = word
  const beside = byContext(form, { before, after, model: options.accents })
  const best = beside.find(({ relation: { kind } }) => kind === 'tone' || kind === 'sound')
  if (best) return makeIssue('word', word, [best], best.context === 'compound', options)
  const twins = ofSound(soundKey(form)).filter((twin) => {
    const known = levels.get(twin)
    return known === 'most' || known === 'common'
  })
  const [twin, ...others] = twins
  if (twin === undefined) return null
  if (beside[0]) {
    return issueOf('word', word, [beside[0].word, ...twins], false, options)
  }
  const sure = others.length === 0 && levels.get(twin) === 'most'
  return issueOf('word', word, twins, sure && relationOf(form, twin)?.kind === 'tone', options)
}

function correctUnknown(word: Word, options: SpellingOptions): Issue | null {
  const { levels } = lexicon()
  const { found, form, before, after } = word
  const syllable = parseSyllable(found)
  const ascii = isBare(found)
  const candidates = allCandidates(form, { before, after, model: options.accents })
  if (ascii) {
    // Words without accents may be of any language: only beside what they belong to.
    const [meant, other] = candidates.filter(
      ({ context, relation }) => context === 'compound' || (context && relation.kind !== 'typo')
    )
    if (!meant) return null
    const sure = meant.relation.kind !== 'typo' && isAhead(meant, other)
    return makeIssue(syllable ? 'word' : 'syllable', word, [meant], sure, options)
  }
  const [best, next] = candidates
  const proved = best !== undefined && (best.context !== null || best.rule)
  if (!syllable) {
    const glued = splitGlued(found)
    if (glued && (glued.pair || !proved)) {
      return {
        check: 'syllable',
        start: word.start,
        end: word.end,
        fixes: [`${glued.first} ${glued.second}`],
        sure: glued.pair
      }
    }
    if (!proved && isBorrowed(found)) return null
    if (!proved && found !== found.toLowerCase()) return null
    return makeIssue('syllable', word, candidates, proved && isAhead(best, next), options)
  }
  // A real syllable may be missing from the lists: only what speaks for another is told.
  const likely = candidates.filter(
    ({ relation, rule, context }) => rule || context !== null || relation.kind !== 'typo'
  )
  const [first, second] = likely
  if (!first) return null
  const known = levels.get(first.word)
  const shown = first.context !== null || first.rule
  const twin = first.relation.kind === 'tone' || first.relation.kind === 'sound'
  const near = first.relation.cost <= 1 && (known === 'most' || known === 'common')
  if (!shown && !twin && !near) return null
  // Without a neighbour that speaks for it, only a word that stands everywhere is beyond doubt.
  const guess = first.relation.kind === 'typo' && !first.rule
  const sure = !guess && (shown || (twin && known === 'most')) && isAhead(first, second)
  return makeIssue('word', word, likely, sure, options)
}

function isAhead(best: Candidate, next: Candidate | undefined): boolean {
  // A letter too many or too few proves little where a neighbour is all that speaks for the word.
  if (best.relation.kind === 'typo' && !best.rule && best.context !== 'compound') return false
  return next === undefined || best.score - next.score >= AHEAD
}

/** Two words beside each other that together sound like one word: sữa chửa for sửa chữa. */
function wholeCompound(one: Word, other: Word | undefined, options: SpellingOptions): Issue | null {
  const { levels, pair, compoundsOfSound, meantBy, written } = lexicon()
  if (!other || other.skipped || one.after !== other.form) return null
  const known = meantBy(one.form, other.form)
  if (known) {
    const fixes = [`${withCaseOf(known[0], one.found)} ${withCaseOf(known[1], other.found)}`]
    return { check: 'word', start: one.start, end: other.end, fixes, sure: true }
  }
  if (pair(one.form, other.form)) return null
  const meant = compoundsOfSound(soundKey(one.form), soundKey(other.form)).filter(
    ([first, second]) => first !== one.form && second !== other.form
  )
  const [best] = meant
  if (!best) return null
  const real = (word: string) => ['most', 'common', 'phrase'].includes(levels.get(word) ?? '')
  if (pair(one.before, one.form) || pair(other.form, other.after)) return null
  const fixes = meant.map(
    ([first, second]) =>
      `${inStyle(written(first), one.found, options)} ${inStyle(written(second), other.found, options)}`
  )
  const sure = meant.length === 1 && !(real(one.form) && real(other.form))
  return { check: 'word', start: one.start, end: other.end, fixes, sure }
}

/** Whether the library has what was meant there, and never what is written. */
const isOftenThere = (meant: string, word: Word, options: SpellingOptions): boolean =>
  isOftenHere({ ...word, form: lexicon().written(meant) }, options)

/** Whether the library has a word beside its neighbours so often that it is right there. */
function isOftenHere({ form, before, after }: Word, { accents }: SpellingOptions): boolean {
  if (!accents) return false
  const together = (first: string | null, second: string | null) =>
    first !== null && second !== null && accents.timesTogether(first, second) >= OFTEN
  return together(before, form) || together(form, after)
}

const makeIssue = (
  check: 'syllable' | 'word',
  word: Word,
  candidates: readonly Candidate[],
  sure: boolean,
  options: SpellingOptions
): Issue =>
  issueOf(
    check,
    word,
    candidates.map((one) => one.word),
    sure,
    options
  )

function issueOf(
  check: 'syllable' | 'word',
  { found, start, end }: Word,
  meant: readonly string[],
  sure: boolean,
  options: SpellingOptions
): Issue {
  const fixes = meant.map((word) => inStyle(lexicon().written(word), found, options))
  return {
    check,
    start,
    end,
    fixes: [...new Set(fixes)].slice(0, MAX_FIXES),
    sure: sure && fixes.length > 0
  }
}

/** A word as the text writes such words: its capital letters, and the chosen place of the tone. */
function inStyle(word: string, found: string, { toneStyle }: WritingStyle): string {
  const syllable = toneStyle === null ? null : parseSyllable(word)
  return withCaseOf(syllable && toneStyle ? placeTone(syllable, toneStyle) : word, found)
}
