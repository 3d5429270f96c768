import type { ScoringChoice } from '../../../shared/domain'
import type { EngineTasks, ItemScores, ScoreItem } from '../../../shared/engine-protocol'
import type { EngineClient } from '../engine-client/engine-client'
import type { ReadDb } from '../../store/core/library'
import { scoringWords } from './scoring-words'

export interface ScoreOptions {
  /** By default, what stands between white space. */
  scoring?: ScoringChoice
  /** For `segmented`: the library whose segmented captions tell the words. */
  library?: ReadDb
  /** Whether sacrebleu's figures are wanted too. */
  sacrebleu?: boolean
  /** Rounds of the bootstrap that the intervals come from; 0 for none. */
  rounds?: number
  seed?: number
  /** Called with each item's own figures, some hundred items at a time. */
  onItems?: (scores: ItemScores) => void
}

/** Items fed in one message. */
const TOGETHER = 500

/**
 * Scores captions against their references, of which each has at least one. Throws
 * `score.no-words`, and what makes a list of words unreadable.
 */
export async function scoreItems(
  engine: EngineClient,
  items: AsyncIterable<ScoreItem> | Iterable<ScoreItem>,
  { rounds = 1000, seed = 42, scoring, library, sacrebleu = false, onItems }: ScoreOptions = {}
): Promise<EngineTasks['score']['output']> {
  const words = await scoringWords(scoring, library)
  return engine.run(
    'score',
    { ...words, rounds, seed, perItem: onItems !== undefined, sacrebleu },
    { feed: someAtATime(items), ...(onItems && { onEvent: onItems }) }
  )
}

async function* someAtATime(
  items: AsyncIterable<ScoreItem> | Iterable<ScoreItem>
): AsyncGenerator<ScoreItem[]> {
  let some: ScoreItem[] = []
  for await (const item of items) {
    some.push(item)
    if (some.length < TOGETHER) continue
    yield some
    some = []
    await new Promise((resolve) => setImmediate(resolve))
  }
  yield some
}
