import type { DeviceName } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { GraphBuilder, writeModel } from '../../graph'
import { openSession, targetOf, type GraphSession } from '../../runtime/session'
import { floatData, floats } from '../../tensor/tensor'
import type { StepDecoder } from '../decode/step-decoder'
import { normalized } from '../train/embedding-conditioning'
import { readMemory } from './memory-folder'

/**
 * Projects embeddings of images among those of sentences (DeCap; Li et al., 2023): v becomes
 * Σ softmax(cos(v, m) / temperature) · m / |m| over the sentences m of a memory. DeCap then gives it length
 * 1; here it has the weighted mean of the sentences' lengths, as a captioner without normalised
 * embeddings is used to.
 */
export class SentenceProjection {
  private constructor(readonly session: GraphSession) {}

  /** @param sentences Embeddings [embeddingSize], at least one. */
  static async of(
    sentences: readonly Float32Array[],
    device: DeviceName
  ): Promise<SentenceProjection> {
    const [count, dim] = [sentences.length, sentences[0]?.length ?? 0]
    const memory = new Float32Array(count * dim)
    sentences.forEach((sentence, row) => memory.set(normalized(sentence), row * dim))
    const lengths = Float32Array.from(sentences, (sentence) => Math.hypot(...sentence))
    const b = new GraphBuilder('float32', targetOf(device))
    const images = b.input('images', 'float32', ['B', dim])
    const rows = b.weight('memory', [count, dim])
    const cosines = b.gemm(images, rows, { transB: true })
    const shares = b.softmax(b.mul(cosines, b.input('scale', 'float32', [1])))
    b.output('projected', b.gemm(shares, rows))
    b.output('lengths', b.gemm(shares, b.weight('lengths', [count, 1])))
    const weights = {
      memory: floats(memory, [count, dim]),
      lengths: floats(lengths, [count, 1])
    }
    return new SentenceProjection(await openSession(writeModel(b), device, { weights }))
  }

  /**
   * By the sentences of a captioner's memory. Throws `decode.no-sentences` where there are none.
   *
   * @param memory Folder of the memory of the captioner `name`.
   */
  static async open(
    { memory, name, embeddingSize }: { memory: string | null; name: string; embeddingSize: number },
    device: DeviceName
  ): Promise<SentenceProjection> {
    const items = memory === null ? [] : await readMemory(memory, embeddingSize)
    const sentences = items.flatMap(({ kind, embedding }) => (kind === 'pair' ? [embedding] : []))
    if (sentences.length === 0) throw new AppError('decode.no-sentences', { name })
    return SentenceProjection.of(sentences, device)
  }

  /** @param temperature Above 0. */
  async project(embeddings: readonly Float32Array[], temperature: number): Promise<Float32Array[]> {
    const dim = embeddings[0]?.length ?? 0
    if (dim === 0) return []
    const images = new Float32Array(embeddings.length * dim)
    embeddings.forEach((embedding, row) => images.set(normalized(embedding), row * dim))
    const size = [embeddings.length, dim]
    const outputs = await this.session.run(
      { images: floats(images, size), scale: floats(Float32Array.of(1 / temperature), [1]) },
      { B: embeddings.length }
    )
    const values = floatData(outputs['projected'])
    const lengths = floatData(outputs['lengths'])
    return embeddings.map((_, row) => {
      const unit = normalized(values.subarray(row * dim, (row + 1) * dim))
      return unit.map((value) => value * (lengths[row] ?? 0))
    })
  }

  /** A decoder that takes embeddings of images and goes by their projections. */
  before(decoder: StepDecoder, temperature: number): StepDecoder {
    return {
      room: decoder.room,
      begin: async (embeddings, count) =>
        decoder.begin(await this.project(embeddings, temperature), count)
    }
  }

  close(): Promise<void> {
    return this.session.release()
  }
}
