import type { AccentModel } from '../accents'
import { lexicon, type Level } from '../lexicon/lookup'
import { related, type Related } from '../lexicon/related'
import type { Relation } from '../lexicon/sounds'
import { parseSyllable } from '../syllable'

/** What may have been meant by a word, and how much speaks for it. */
export interface Candidate {
  word: string
  score: number
  /** A word beside it forms one word with it, or often stands there; or a rule of spelling gives it. */
  context: 'compound' | 'collocation' | null
  rule: boolean
  relation: Relation
}

export interface Surroundings {
  before: string | null
  after: string | null
  model: AccentModel | undefined
}

const LEVEL: Record<Level, number> = { most: 3, common: 2, phrase: 1, bound: 0 }
/** Times that a library has to have words side by side for that to speak for them. */
export const OFTEN = 3
const BESIDE = { compound: 4, collocation: 3 } as const

/** What fits beside the neighbours of a word and may have been written as it, the likeliest first. */
export function byContext(word: string, around: Surroundings): Candidate[] {
  return related(word)
    .map((one) => besideNeighbours(one, around))
    .filter(({ context }) => context !== null)
    .sort((a, b) => b.score - a.score)
}

/** Everything that a word which is none may have been meant for, the likeliest first. */
export function allCandidates(word: string, around: Surroundings): Candidate[] {
  const { levels } = lexicon()
  const isSyllable = parseSyllable(word) !== null
  return related(word)
    .map((one) => {
      const candidate = besideNeighbours(one, around)
      // A syllable that lacks its tone or one mark, and is none without.
      const lacks = one.relation.kind === 'slip' && one.relation.cost === 1 && !isSyllable
      candidate.score +=
        (one.rule ? 4 : 0) +
        (lacks ? 2 : 0) +
        (one.relation.kind === 'tone' || one.relation.kind === 'sound' ? 1 : 0) +
        LEVEL[levels.get(one.word) ?? 'phrase'] +
        libraryScore(one.word, around)
      return candidate
    })
    .sort((a, b) => b.score - a.score)
}

function besideNeighbours({ word, relation, rule }: Related, around: Surroundings): Candidate {
  const { before, after, model } = around
  const { pair, written } = lexicon()
  const pairs = [pair(before, word), pair(word, after)].filter((one) => one !== undefined)
  const compound = pairs.some((one) => one.compound)
  const beside = pairs.reduce(
    (sum, one) => sum + BESIDE[one.compound ? 'compound' : 'collocation'],
    0
  )
  const inLibrary =
    Math.max(
      model?.timesTogether(before ?? '', written(word)) ?? 0,
      model?.timesTogether(written(word), after ?? '') ?? 0
    ) >= OFTEN
  const context = compound ? 'compound' : pairs.length > 0 || inLibrary ? 'collocation' : null
  const known = beside === 0 && inLibrary ? BESIDE.collocation : beside
  return { word, score: known - relation.cost, context, rule, relation }
}

/** What the library's own texts say: how often the word stands there, and beside these neighbours. */
function libraryScore(word: string, { before, after, model }: Surroundings): number {
  if (!model) return 0
  const written = lexicon().written(word)
  const beside =
    (before === null ? 0 : model.timesTogether(before, written)) +
    (after === null ? 0 : model.timesTogether(written, after))
  return Math.min(3, Math.log2(1 + beside)) + Math.min(1, Math.log10(1 + model.times(written)) / 3)
}
