import type { Hypothesis } from './search'

/** A beginning of a caption, as a chain from its last token back to its first. */
export class Path {
  /** Tokens in it. */
  readonly length: number
  /**
   * Where its last token is in the key/value cache, behind the prefix, once it has been fed: the same
   * in the caches of several decoders, whose prefixes may differ.
   */
  slot: number | null = null

  private constructor(
    readonly token: number,
    readonly parent: Path | null,
    /** Sum of the log-probabilities of its tokens, as the rules leave them. */
    readonly sum: number,
    /** Whether its last token ends it. */
    readonly stopped: boolean
  ) {
    this.length = (parent?.length ?? 0) + 1
  }

  /** @param sum Of the whole path, the new token included. */
  static after(parent: Path | null, token: number, sum: number, stopped: boolean): Path {
    return new Path(token, parent, sum, stopped)
  }

  /** From the last step to the first. */
  *backwards(): Generator<Path> {
    yield this
    for (let at = this.parent; at; at = at.parent) yield at
  }

  /** First token first. */
  get tokens(): number[] {
    return Array.from(this.backwards(), ({ token }) => token).reverse()
  }

  /** This path as what a search found. */
  hypothesis(score: number): Hypothesis {
    return { tokens: this.tokens, score, sum: this.sum, stopped: this.stopped }
  }
}
