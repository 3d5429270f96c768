import type { RowScores } from './candidates'
import type { Path } from './path'
import type { TokenRules } from './token-rules'

/** What every search keeps to. */
export interface SearchLimits {
  /** Maximum number of tokens of a caption. */
  maxTokens: number
  /** Tokens that end a caption; the one that does is kept. */
  stopTokens: ReadonlySet<number>
  rules: TokenRules
}

/** A caption found by a search. */
export interface Hypothesis {
  tokens: number[]
  /** By which the search ranks: the mean log-probability of the tokens unless it says otherwise. */
  score: number
  /** Sum of the log-probabilities of the tokens. */
  sum: number
  /** Whether it ended with a stop token rather than at the longest length. */
  stopped: boolean
}

/**
 * The search for the captions of one image. It never sees the network: it says which paths are to
 * continue, and is told what may come next on each. So many searches go through the network together,
 * and each finds what it would find alone.
 */
export interface ImageSearch {
  /** Paths to continue from, in order; `null` is the empty one, before the first token. Empty at the end. */
  readonly open: readonly (Path | null)[]
  /** How many of the best next tokens it must see after `length` tokens; null for all tokens. */
  reach(length: number): number | null
  /** @param scores One for each open path, in order. */
  advance(scores: readonly RowScores[]): void
  /** Best first. */
  readonly found: Hypothesis[]
}

/** Starts the search for the image of this number. */
export type StartSearch = (image: number) => ImageSearch
