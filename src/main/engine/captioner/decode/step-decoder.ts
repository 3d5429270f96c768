import type { RowScores } from './candidates'
import type { Path } from './path'

/** Tells the prompts of images by their embeddings, each as long as the captioner's prompts are. */
export type PromptsOf = (
  embeddings: readonly Float32Array[]
) => readonly (readonly number[])[] | Promise<readonly (readonly number[])[]>

/** What a search goes by: one captioner, or several that speak together. */
export interface StepDecoder {
  /** Most caption tokens. */
  readonly room: number
  /**
   * @param embeddings CLIP embeddings of the images or sentences, each [embedding].
   * @param count How many candidates are wanted for the next token; null for all.
   */
  begin(embeddings: readonly Float32Array[], count: number | null): Promise<Standing>
}

/** Where some images stand. It is used up by continuing from it. */
export interface Standing {
  /** Scores of the paths of each image, in the order that they were given. */
  readonly scores: RowScores[][]
  /**
   * @param paths For each image the paths to continue from, at least one; their last tokens are fed.
   * @param count How many candidates are wanted for the next token; null for all.
   */
  next(paths: readonly (readonly Path[])[], count: number | null): Promise<Standing>
  /** Where some of the images stand, by their numbers here. */
  keep(images: readonly number[]): Promise<Standing>
  /** Gives the memory back where no step continues from here. */
  end(): void
}
