import type { DeviceName, ImageToCaption, JudgedText } from '../../../../shared/engine-protocol'
import { mean } from '../../metrics/words'
import { givenTo, type WritingCaptioner } from '../writing-captioners'
import { TextJudge } from './text-judge'

/**
 * Tells how likely captioners find what people wrote of the images that they are shown; of several
 * that write together the mean of their figures.
 */
export class TextJudges {
  readonly #texts = new Map<number, readonly string[]>()
  readonly #judges: TextJudge[]

  constructor(
    readonly members: readonly WritingCaptioner[],
    device: DeviceName
  ) {
    this.#judges = members.map(
      ({ captioner, wholeWeights }) => new TextJudge(captioner, wholeWeights, device)
    )
  }

  /** Passes images on, and keeps the texts that come with them until they are judged. */
  async *listen(images: AsyncIterable<ImageToCaption>): AsyncGenerator<ImageToCaption> {
    for await (const image of images) {
      if (image.judge) this.#texts.set(image.id, image.judge)
      yield image
    }
  }

  /** For an image that could not be read. */
  forget(id: number): void {
    this.#texts.delete(id)
  }

  /**
   * Judges the texts of each image; null for a text that a captioner cannot write.
   *
   * @param embeddings As CLIP gives them.
   */
  async judge(
    ids: readonly number[],
    embeddings: readonly Float32Array[],
    beforeBatch: () => Promise<void>
  ): Promise<(JudgedText | null)[][]> {
    const texts = ids.map((id) => this.#texts.get(id) ?? [])
    for (const id of ids) this.#texts.delete(id)
    const judged: (JudgedText | null)[][][] = []
    for (const [index, judge] of this.#judges.entries()) {
      const member = this.members[index]
      if (member)
        judged.push(await judge.judge(texts, givenTo(member.captioner, embeddings), beforeBatch))
    }
    return texts.map((some, image) =>
      some.map((_, place) => meanOf(judged.map((one) => one[image]?.[place] ?? null)))
    )
  }

  async release(): Promise<void> {
    for (const judge of this.#judges) await judge.release()
  }
}

function meanOf(judged: readonly (JudgedText | null)[]): JudgedText | null {
  const known = judged.flatMap((one) => one ?? [])
  if (known.length < judged.length) return null
  const misfits = known.flatMap(({ misfit }) => misfit ?? [])
  return {
    loss: mean(known.map(({ loss }) => loss)),
    misfit: misfits.length < known.length ? null : mean(misfits)
  }
}
