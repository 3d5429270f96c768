import type { Scores } from '../../../shared/domain'
import type { ItemScores, ScoreItem } from '../../../shared/engine-protocol'
import type { EngineClient } from '../engine-client/engine-client'

export interface ScoreOptions {
  /** Rounds of the bootstrap that the intervals come from; 0 for none. */
  rounds?: number
  seed?: number
  /** Called with each item's own figures, some hundred items at a time. */
  onItems?: (scores: ItemScores) => void
}

/** Items fed in one message. */
const TOGETHER = 500

/** Scores captions against their references, of which each has at least one. */
export function scoreItems(
  engine: EngineClient,
  items: AsyncIterable<ScoreItem> | Iterable<ScoreItem>,
  { rounds = 1000, seed = 42, onItems }: ScoreOptions = {}
): Promise<Scores> {
  return engine.run(
    'score',
    { rounds, seed, perItem: onItems !== undefined },
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
