import { foldText } from '../fold'
import { byRules } from '../spelling-rules'
import { lexicon } from './lookup'
import { canonical, endKey, oneLetterApart, relationOf, soundKey, type Relation } from './sounds'

/** A known syllable that another may have been meant for. */
export interface Related {
  word: string
  relation: Relation
  /** Whether the rules of spelling give it. */
  rule: boolean
}

/** Words whose relations are kept: texts repeat theirs. */
const KEPT = 20_000
const kept = new Map<string, readonly Related[]>()

/** What a word in canonical form may have been meant for; letters too many or too few only for one that is not known. */
export function related(word: string): readonly Related[] {
  const known = kept.get(word)
  if (known) return known
  const found = listRelated(word)
  if (kept.size >= KEPT) kept.clear()
  kept.set(word, found)
  return found
}

function listRelated(word: string): Related[] {
  const { levels, ofFold, ofSound, ofEnd, folds } = lexicon()
  const fold = foldText(word)
  const unknown = !levels.has(word)
  const rules = new Set(unknown ? byRules(word).map(canonical) : [])
  const near = unknown ? folds().filter((known) => oneLetterApart(fold, known)) : []
  const meant = new Set([
    ...rules,
    ...ofFold(fold),
    ...ofSound(soundKey(word)),
    ...ofEnd(endKey(word)),
    ...near.flatMap((one) => ofFold(one))
  ])
  return [...meant].flatMap((one) => {
    if (one === word || !levels.has(one)) return []
    const rule = rules.has(one)
    const relation: Relation | null = rule ? { kind: 'typo', cost: 0 } : relationOf(word, one)
    return relation ? [{ word: one, relation, rule }] : []
  })
}
