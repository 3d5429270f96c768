/** The tokenizer of an encoder's sentence side. */
export interface SentenceTokenizer {
  /**
   * Token ids of `text`, special tokens included, at most the context length: of a longer one
   * (`truncated`) the first tokens and the end of text. `tokens` counts them before the cut.
   */
  encode(text: string): { ids: number[]; tokens: number; truncated: boolean }
}
