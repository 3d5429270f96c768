import type { RunConfig } from '../domain'

/** How a captioner is prompted with captions of training images; see `RetrievedPrompts`. */
export type Retrieval = Pick<
  RunConfig,
  'retrievedCaptions' | 'retrievedTokens' | 'retrievedMaxSimilarity'
>

/** Null where a run retrieves nothing. */
export const retrievalOf = ({
  retrievedCaptions,
  retrievedTokens,
  retrievedMaxSimilarity
}: Retrieval): Retrieval | null =>
  retrievedCaptions > 0 ? { retrievedCaptions, retrievedTokens, retrievedMaxSimilarity } : null

/** Tokens of each prompt: always as many. */
export const promptLengthOf = ({
  retrievedCaptions,
  retrievedTokens
}: Pick<Retrieval, 'retrievedCaptions' | 'retrievedTokens'>): number =>
  retrievedCaptions > 0 ? retrievedTokens : 0
