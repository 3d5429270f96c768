/** Questions to the tokenizer of a GPT-2. */
export interface TokenTasks {
  /** How many tokens the tokenizer of a GPT-2 folder makes of texts. */
  countTokens: {
    input: { gpt: string; texts: string[] }
    event: never
    output: { counts: number[] }
  }
  /** Which of some texts hold the token of a stop text before their last one, by their places. */
  findStops: {
    input: { gpt: string; stopText: string; texts: string[] }
    event: never
    output: { inside: number[] }
  }
}
