import type { ClipDetails, GptDetails, RunConfig } from '../../../shared/domain'
import type { DeviceName } from '../../../shared/engine-protocol'

/** The process with its library, its graphs and what the collector has not taken yet, in bytes. */
const PROCESS = 220e6
/**
 * On a graphics card the runtime takes memory in pieces of a few sizes and keeps those that it has
 * used, and activations are in memory that is kept from step to step: what is held for each byte of
 * state and of activations, and in any case; fitted to the card's own figures for `viecap bench
 * train` (8 and 156 million parameters, 8 to 64 captions), with room for validation.
 */
const CARD_STATE = 1.27
const CARD_ACTIVATIONS = 1.82
const CARD_PIECES = 0.4e9
/** Above this the update is part of the graph, as on a card: kernels have 32-bit addresses. */
const KERNEL_BYTES = 2 ** 32
/** Parameter, gradient and two moments. */
const IN_PLACE_COPIES = 4
/** Parameter and moments before and after, the gradient, and what the update is computed by. */
const GRAPH_COPIES = 8
/**
 * Floats that a layer keeps for each position, in widths and in attention weights, and that the
 * output head keeps for each target, in vocabularies; fitted to the peaks of whole runs of
 * `viecap train` with validation and checkpoint (8 to 156 million parameters, 8 to 128 captions),
 * within 7 %.
 */
const WIDTHS = 18.5
const WEIGHTS = 8.3
const LOGITS = 2
/** How much of that is kept where a part of the parameters is trained. */
const KEPT = { full: 1, lora: 0.9, frozen: 0.7 } as const
/** Few characters: Vietnamese in a vocabulary made for it has more to a token. */
const CHARACTERS_PER_TOKEN = 3

/**
 * Bytes that a run needs at its peak, at most, by its models, its batches and its longest text.
 *
 * @param longest Characters of the longest text that it trains on.
 */
export function estimateMemory(
  config: RunConfig,
  clip: Pick<ClipDetails, 'embeddingSize'>,
  gpt: GptDetails,
  { longest, device }: { longest: number; device: DeviceName }
): number {
  const mapping = mappingParameters(config, clip.embeddingSize, gpt.width)
  const trained = {
    full: mapping + gpt.parameters,
    lora: mapping + loraParameters(config, gpt),
    frozen: mapping
  }[config.gptTraining]
  const fixed = {
    full: 0,
    // Validation reads the adapted matrices with the additions worked in, beside those without.
    lora: gpt.parameters + adaptedParameters(gpt),
    frozen: gpt.parameters
  }[config.gptTraining]
  const extra = (config.emaDecay > 0 ? 1 : 0) + (config.accumulate > 1 ? 1 : 0)
  const inPlace = device === 'cpu' && 4 * trained * (IN_PLACE_COPIES + extra) <= KERNEL_BYTES
  const copies = (inPlace ? IN_PLACE_COPIES : GRAPH_COPIES) + extra
  const state = 4 * (trained * copies + fixed)
  const kept = KEPT[config.gptTraining] * activations(config, gpt, longest)
  return Math.round(
    device === 'webgpu'
      ? CARD_PIECES + CARD_STATE * state + CARD_ACTIVATIONS * kept
      : PROCESS + state + kept
  )
}

/** Parameters of the matrices that LoRA adapts: four squares of attention, eight of the MLP. */
const adaptedParameters = ({ layers, width }: GptDetails): number => layers * 12 * width ** 2

/** The sides of the same matrices, for each of which LoRA has a column or row of each rank. */
const loraParameters = ({ loraRank }: RunConfig, { layers, width }: GptDetails): number =>
  layers * 16 * width * loraRank

/** Bytes that the forward pass leaves for the backward pass. */
function activations(config: RunConfig, gpt: GptDetails, longest: number): number {
  const tokens = Math.min(
    config.maxCaptionTokens,
    Math.max(1, Math.ceil(longest / CHARACTERS_PER_TOKEN))
  )
  const captions =
    config.batchTokens > 0 ? Math.ceil(config.batchTokens / tokens) : config.batchSize
  const length = config.prefixLength + tokens
  const ofLayers = (layers: number, heads: number, positions: number): number =>
    layers * captions * positions * (WIDTHS * gpt.width + WEIGHTS * heads * positions)
  const mapping =
    config.mapping === 'transformer'
      ? ofLayers(config.mappingLayers, MAPPING_HEADS, config.clipLength + config.prefixLength)
      : 0
  const head = LOGITS * captions * tokens * gpt.vocabularySize
  return 4 * (ofLayers(gpt.layers, gpt.heads, length) + mapping + head)
}

/** ClipCap's. */
const MAPPING_HEADS = 8

function mappingParameters(config: RunConfig, embedding: number, width: number): number {
  const { mapping, prefixLength, mappingLayers, clipLength } = config
  const prefix = prefixLength * width
  if (mapping === 'mlp') return (embedding + 1) * (prefix / 2) + (prefix / 2 + 1) * prefix
  // Queries, keys, values and projection are four squares, the MLP of twice the width another four.
  return (embedding + 1) * clipLength * width + prefix + mappingLayers * 8 * width ** 2
}
