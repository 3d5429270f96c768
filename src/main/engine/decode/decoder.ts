import type { DeviceName } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { CaptionerShape } from '../nn/captioner'
import { mappingBindings } from '../nn/mapping'
import { openSession, type Feeds, type GraphSession } from '../runtime'
import { floatData, floats, integers, type HostTensor } from '../tensor'
import { causalMask } from '../train/batch'
import { buildNextGraph, buildPrefillGraph, cacheNames, PAST } from './decode-graphs'

/** Where some beams stand: the scores of their next token, and what they have seen. */
export interface DecodeState {
  /** Beams in the state. */
  rows: number
  /** Unnormalised scores of the next token, [rows, vocabulary], float32. */
  logits: Float32Array
  /** Positions seen, prefix included. */
  length: number
  caches: Record<string, HostTensor>
}

/** The captioner as a search uses it: begin with embeddings, then one token a beam at a time. */
export class Decoder {
  private constructor(
    readonly shape: CaptionerShape,
    readonly prefill: GraphSession,
    readonly following: GraphSession
  ) {}

  static async create(shape: CaptionerShape, device: DeviceName): Promise<Decoder> {
    const prefill = await openSession(buildPrefillGraph(shape), device)
    return new Decoder(shape, prefill, await openSession(buildNextGraph(shape), device))
  }

  /** Most caption tokens: what fits behind the prefix into the position table, and one not fed. */
  get room(): number {
    return this.shape.gpt.positions - this.shape.mapping.prefixLength + 1
  }

  /** @param embeddings CLIP embeddings of the pictures or sentences, each [embedding]. */
  async begin(weights: Feeds, embeddings: readonly Float32Array[]): Promise<DecodeState> {
    const { embeddingSize, prefixLength } = this.shape.mapping
    const rows = embeddings.length
    const stacked = new Float32Array(rows * embeddingSize)
    embeddings.forEach((embedding, row) => stacked.set(embedding, row * embeddingSize))
    const outputs = await this.prefill.run(
      {
        ...weights,
        embeddings: floats(stacked, [rows, embeddingSize]),
        positions: integers(Array.from({ length: prefixLength }, (_, position) => position)),
        mask: causalMask(prefixLength, 0),
        last: integers(embeddings.map((_, row) => (row + 1) * prefixLength - 1))
      },
      { B: rows, R: rows * prefixLength, ...mappingBindings(this.shape.mapping, rows) }
    )
    return this.#state(outputs, rows, prefixLength)
  }

  /**
   * @param tokens The next token of each beam.
   * @param beams Which beam of `state` each of them goes on from.
   */
  async next(
    weights: Feeds,
    state: DecodeState,
    tokens: readonly number[],
    beams: readonly number[]
  ): Promise<DecodeState> {
    const rows = tokens.length
    const length = state.length + 1
    const past = Object.fromEntries(
      Object.entries(state.caches).map(([name, cache]) => [PAST + name, cache])
    )
    const outputs = await this.following.run(
      {
        ...weights,
        ...past,
        tokens: integers(tokens),
        beams: integers(beams),
        positions: integers([state.length]),
        mask: causalMask(1, state.length)
      },
      { N: rows, K: state.rows, S: state.length, T: length }
    )
    return this.#state(outputs, rows, length)
  }

  async release(): Promise<void> {
    await this.prefill.release()
    await this.following.release()
  }

  #state(outputs: Record<string, HostTensor>, rows: number, length: number): DecodeState {
    const caches: Record<string, HostTensor> = {}
    for (let layer = 0; layer < this.shape.gpt.layers; layer++) {
      const names = cacheNames(layer)
      for (const name of [names.keys, names.values]) {
        const cache = outputs[name]
        if (!cache) throw new AppError('unexpected', { detail: `the decoder gave no ${name}` })
        caches[name] = cache
      }
    }
    return { rows, length, caches, logits: floatData(outputs['logits']) }
  }
}
