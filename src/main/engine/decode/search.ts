/** Settings of a search. */
export interface SearchOptions {
  /** Most tokens of a caption. */
  maxTokens: number
  /** Tokens that end a caption; the one that does is kept. */
  stopTokens: ReadonlySet<number>
  /** Called before each step of the network; may throw to give up. */
  beforeStep?: () => Promise<void>
}

/** A caption found by a search. */
export interface Hypothesis {
  tokens: number[]
  /** Sum of the tokens' log-probabilities over their number. */
  score: number
  /** Whether it ended with a stop token rather than at the longest length. */
  stopped: boolean
}
