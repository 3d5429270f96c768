import type { DeviceName } from '../../../../shared/engine-protocol'
import { HeldWeights } from '../../runtime/devices/held-weights'
import type { Bindings, GraphModel } from '../../graph'
import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import { mappingBindings } from '../../nn/mapping'
import {
  keepsTensors,
  openSession,
  targetOf,
  type Feeds,
  type GraphSession,
  type MixedFeeds
} from '../../runtime/session'
import { floats, integers, type DeviceTensor, type HostTensor } from '../../tensor/tensor'
import { causalMask } from '../../nn/batch'
import { blockScores, buildPickGraph } from './block-scores'
import { int8Graph } from '../int8/int8-graph'
import type { Int8Matrix } from '../int8/quantise'
import { CacheMemory } from './cache-memory'
import { rowScores, type RowScores } from './candidates'
import {
  buildKeepGraph,
  buildNextGraph,
  buildPrefillGraph,
  cacheNames,
  PAST,
  type ScoresForm
} from './decode-graphs'
import { historyMask } from './history-mask'
import type { Path } from './path'
import type { Standing, StepDecoder } from './step-decoder'

/** Where some images stand: the scores of the next tokens, and what they have seen. */
export interface DecodeState {
  images: number
  /** Scores of the paths of each image, in the order that they were given. */
  scores: RowScores[][]
  /** Positions that a path has seen, prefix included. */
  position: number
  /** Slots of the cache that are filled, prefix included: as many as all paths took together. */
  slots: number
  caches: Caches
}

interface DecoderOptions {
  steady?: boolean
  int8?: ReadonlyMap<string, Int8Matrix> | null
}

/** The cache tensors by name, on the device where tensors can stay there. */
type Caches = Record<string, HostTensor | DeviceTensor>

/**
 * The captioner as a search uses it: begin with embeddings, then one token a path at a time. One
 * search at a time, since its states share their memory: a state is used up by continuing from it.
 */
export class Decoder {
  readonly #sessions = new Map<string, Promise<GraphSession>>()
  readonly #memory = new CacheMemory()
  readonly #weights: HeldWeights
  /** What sessions that were opened with weights were opened with. */
  #given: WeakRef<MixedFeeds> | null = null

  private constructor(
    readonly shape: CaptionerShape,
    readonly device: DeviceName,
    readonly steady: boolean,
    readonly int8: ReadonlyMap<string, Int8Matrix> | null
  ) {
    this.#weights = new HeldWeights(device)
  }

  /**
   * Makes ready what every search needs.
   *
   * @param steady The values of the weights stay as they are for as long as they are the same
   *   object: on the host the session then keeps them in the form that it reads fastest.
   * @param int8 On the host: matrices that are read in the place of the weights of these names.
   */
  static async create(
    shape: CaptionerShape,
    device: DeviceName,
    { steady = false, int8 = null }: DecoderOptions = {}
  ): Promise<Decoder> {
    const onHost = device === 'cpu'
    const decoder = new Decoder(shape, device, steady && onHost, onHost ? int8 : null)
    if (!decoder.int8) await decoder.#prefill(decoder.#form(1), {})
    if (!decoder.steady) await decoder.#next(decoder.#form(1), {})
    return decoder
  }

  /** Most caption tokens: what fits behind the prefix into the position table, and one not fed. */
  get room(): number {
    return this.shape.gpt.positions - this.shape.mapping.prefixLength + 1
  }

  /** This captioner with these weights, as searches use it. */
  with(weights: MixedFeeds): StepDecoder {
    const standing = (state: DecodeState): Standing => ({
      scores: state.scores,
      next: async (paths, count) => standing(await this.next(weights, state, paths, count)),
      keep: async (images) => standing(await this.keep(state, images)),
      end: () => {
        this.end(state)
      }
    })
    return {
      room: this.room,
      begin: async (embeddings, count) => standing(await this.begin(weights, embeddings, count))
    }
  }

  /**
   * @param embeddings CLIP embeddings of the images or sentences, each [embedding].
   * @param count How many candidates are wanted for the next token; null for all.
   */
  async begin(
    weights: MixedFeeds,
    embeddings: readonly Float32Array[],
    count: number | null
  ): Promise<DecodeState> {
    const { embeddingSize, prefixLength } = this.shape.mapping
    const images = embeddings.length
    const stacked = new Float32Array(images * embeddingSize)
    embeddings.forEach((embedding, row) => stacked.set(embedding, row * embeddingSize))
    const form = this.#form(count)
    const prefill = await this.#prefill(form, weights)
    const { outputs, caches, blocks } = await this.#run(
      prefill,
      {
        ...(await this.#weights.of(weights)),
        ...this.#count(count),
        embeddings: floats(stacked, [images, embeddingSize]),
        positions: integers(Array.from({ length: prefixLength }, (_, position) => position)),
        mask: causalMask(prefixLength, 0),
        last: integers(embeddings.map((_, row) => (row + 1) * prefixLength - 1))
      },
      {
        B: images,
        R: images * prefixLength,
        ...mappingBindings(this.shape.mapping, images)
      },
      [images, prefixLength]
    )
    const counts = embeddings.map(() => 1)
    return {
      images,
      position: prefixLength,
      slots: prefixLength,
      scores: await this.#scores({ outputs, blocks }, { counts, width: 1, count }),
      caches
    }
  }

  /**
   * @param paths For each image the paths to continue from, at least one; their last tokens are fed.
   * @param count How many candidates are wanted for the next token; null for all.
   */
  async next(
    weights: MixedFeeds,
    state: DecodeState,
    paths: readonly (readonly Path[])[],
    count: number | null
  ): Promise<DecodeState> {
    const images = paths.length
    const width = Math.max(...paths.map((own) => own.length))
    const slots = state.slots + width
    const rows = images * width
    const form = this.#form(count)
    const session = await this.#next(form, weights)
    // Where an image has fewer paths than another, its first one fills the rows that are over.
    const tokens = paths.flatMap((own) =>
      Array.from({ length: width }, (_, place) => (own[place] ?? own[0])?.token ?? 0)
    )
    const { outputs, caches, blocks } = await this.#run(
      session,
      {
        ...(await this.#weights.of(weights)),
        ...this.#count(count),
        ...pastFeeds(state.caches),
        tokens: integers(tokens),
        positions: integers([state.position]),
        mask: historyMask(paths, width, state.slots, this.shape.mapping.prefixLength)
      },
      { B: images, W: width, N: rows, S: state.slots, T: slots },
      [images, slots]
    )
    this.end(state)
    const counts = paths.map((own) => own.length)
    return {
      images,
      position: state.position + 1,
      slots,
      scores: await this.#scores({ outputs, blocks }, { counts, width, count }),
      caches
    }
  }

  /** The state of some of its images, by their numbers in it. */
  async keep(state: DecodeState, images: readonly number[]): Promise<DecodeState> {
    const session = await this.#session('keep', () => buildKeepGraph(this.shape))
    const { caches } = await this.#run(
      session,
      { ...pastFeeds(state.caches), images: integers(images) },
      { B: state.images, G: images.length, S: state.slots },
      [images.length, state.slots]
    )
    this.end(state)
    return {
      ...state,
      images: images.length,
      scores: images.flatMap((image) => [state.scores[image] ?? []]),
      caches
    }
  }

  /** Gives the state's memory back where no step continues from it. */
  end({ caches }: DecodeState): void {
    for (const cache of Object.values(caches)) if ('dispose' in cache) cache.dispose()
  }

  async release(): Promise<void> {
    this.#given = null
    await this.#weights.release()
    await this.#releaseAll()
  }

  async #prefill(scores: ScoresForm, weights: MixedFeeds): Promise<GraphSession> {
    const { int8 } = this
    if (int8) await this.#hold(weights)
    const form = { scores, target: targetOf(this.device), held: int8 ? 'tokens' : 'none' } as const
    const build = () => buildPrefillGraph(this.shape, form)
    return this.#session(`prefill.${scores}`, build, int8 ? weights : {})
  }

  async #next(scores: ScoresForm, weights: MixedFeeds): Promise<GraphSession> {
    const { steady, int8 } = this
    if (steady) await this.#hold(weights)
    const held = int8 ? 'tokens' : steady ? 'products' : 'none'
    const form = { scores, target: targetOf(this.device), held } as const
    const build = () => buildNextGraph(this.shape, form)
    return this.#session(`next.${scores}`, build, steady ? weights : {})
  }

  /** Sessions that were opened with other weights are not used again. */
  async #hold(weights: MixedFeeds): Promise<void> {
    if (this.#given?.deref() === weights) return
    await this.#releaseAll('next.')
    if (this.int8) await this.#releaseAll('prefill.')
    this.#given = new WeakRef(weights)
  }

  #session(name: string, build: () => GraphModel, weights: MixedFeeds = {}): Promise<GraphSession> {
    const known = this.#sessions.get(name) ?? this.#open(build(), weights)
    this.#sessions.set(name, known)
    return known
  }

  #open(model: GraphModel, weights: MixedFeeds): Promise<GraphSession> {
    const kept = [...cacheNames(this.shape.gpt), 'blocks']
    const keep = keepsTensors(this.device) ? kept.filter((output) => model.outputs.has(output)) : []
    if (!this.int8) return openSession(model, this.device, { keep, weights })
    const written = int8Graph(model, this.int8)
    return openSession(written.model, this.device, {
      keep,
      weights: { ...weights, ...written.weights }
    })
  }

  async #releaseAll(prefix = ''): Promise<void> {
    for (const [name, session] of this.#sessions) {
      if (!name.startsWith(prefix)) continue
      this.#sessions.delete(name)
      await (await session).release()
    }
  }

  /** WebGPU has no operator that ranks. */
  #form(count: number | null): ScoresForm {
    if (count === null) return 'logits'
    return this.device === 'webgpu' ? 'blocks' : 'ranked'
  }

  #count(count: number | null): Feeds {
    return { count: integers([this.#atMost(count ?? 1)]) }
  }

  #atMost(count: number): number {
    return Math.min(count, this.shape.gpt.vocabularySize)
  }

  /** The scores of each image's paths: see `ScoresForm`. */
  async #scores(
    { outputs, blocks }: { outputs: Feeds; blocks: DeviceTensor | null },
    { counts, width, count }: { counts: number[]; width: number; count: number | null }
  ): Promise<RowScores[][]> {
    if (!blocks || count === null) return rowScores(outputs, counts, width)
    const session = await this.#session('pick', () => buildPickGraph(targetOf(this.device)))
    const sizes = { counts, width, count: this.#atMost(count) }
    return blockScores(session, { outputs, blocks }, sizes)
  }

  /** @param size Images and slots of the cache that comes out. */
  async #run(
    session: GraphSession,
    feeds: MixedFeeds,
    bindings: Bindings,
    [images, slots]: readonly [number, number]
  ): Promise<{ outputs: Feeds; caches: Caches; blocks: DeviceTensor | null }> {
    if (keepsTensors(this.device)) {
      const { fetched, kept } = await session.runKeeping(feeds, bindings)
      const { blocks = null, ...caches } = kept
      return { outputs: fetched, caches, blocks }
    }
    const { gpt } = this.shape
    const dims = [images, gpt.heads, slots, gpt.width / gpt.heads]
    const caches = Object.fromEntries(
      cacheNames(gpt).map((name) => [name, this.#memory.take(name, dims)])
    )
    return { outputs: await session.run(feeds, bindings, caches), caches, blocks: null }
  }
}

const pastFeeds = (caches: Caches): MixedFeeds =>
  Object.fromEntries(Object.entries(caches).map(([name, cache]) => [PAST + name, cache]))
