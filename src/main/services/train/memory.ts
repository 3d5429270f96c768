import type { ClipDetails, GptDetails, RunConfig } from '../../../shared/domain'
import { sampleTokens, selfCriticalBatches } from '../../../shared/self-critical'
import type { DeviceName } from '../../../shared/engine-protocol'
import { gptParameterShapes, type GptParameterSizes } from '../../../shared/model-specs/gpt2'
import { adaptedWeights } from '../../../shared/model-specs/lora'
import type { MappingShape } from '../../../shared/model-specs/mapping'
import { countParameters } from '../../../shared/model-specs/parameter-shapes'
import { promptLengthOf } from '../../../shared/model-specs/retrieval'
import { mappingOf, trainedShapes } from '../../../shared/model-specs/run-models'

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
  const { width } = gpt
  const mapping = mappingOf(config, { embeddingSize: clip.embeddingSize, width })
  const shape = { mapping, gpt: gptShape(gpt) }
  const trained = countParameters(trainedShapes(shape, config))
  const fixed = {
    full: 0,
    // Validation reads the adapted matrices with the additions worked in, beside those without.
    lora: gpt.parameters + adaptedParameters(shape.gpt),
    frozen: gpt.parameters
  }[config.gptTraining]
  const summed = config.accumulate > 1 || (config.selfCritical && selfCriticalBatches(config) > 1)
  const extra = (config.emaDecay > 0 ? 1 : 0) + (summed ? 1 : 0)
  const inPlace = device === 'cpu' && 4 * trained * (IN_PLACE_COPIES + extra) <= KERNEL_BYTES
  const copies = (inPlace ? IN_PLACE_COPIES : GRAPH_COPIES) + extra
  const state = 4 * (trained * copies * phases(config) + fixed)
  const kept = KEPT[config.gptTraining] * activations(config, { mapping, gpt }, longest)
  return Math.round(
    device === 'webgpu'
      ? CARD_PIECES + CARD_STATE * state + CARD_ACTIVATIONS * kept
      : PROCESS + state + kept
  )
}

/** The sizes by which parameters are counted; a model's details lack the width of its MLP. */
export function gptShape(gpt: GptDetails): GptParameterSizes {
  const parameters = (innerSize: number): number =>
    countParameters(gptParameterShapes({ ...gpt, innerSize }))
  // Each unit of it has as many parameters as the next: it follows from the number of all.
  const innerSize = (gpt.parameters - parameters(0)) / (parameters(1) - parameters(0))
  return { ...gpt, innerSize }
}

/** Parameters of the matrices that LoRA adapts. */
const adaptedParameters = (gpt: GptParameterSizes): number =>
  adaptedWeights(gpt).reduce((sum, [, inputs, outputs]) => sum + inputs * outputs, 0)

/** The step is opened anew where self-critical training begins, beside the state as it was before. */
const phases = ({ selfCritical, selfCriticalAfter }: RunConfig): number =>
  selfCritical && selfCriticalAfter > 0 ? 2 : 1

/** Bytes that the forward pass leaves for the backward pass. */
function activations(
  config: RunConfig,
  { mapping, gpt }: { mapping: MappingShape; gpt: GptDetails },
  longest: number
): number {
  const given = Math.min(
    config.maxCaptionTokens,
    Math.max(1, Math.ceil(longest / CHARACTERS_PER_TOKEN))
  )
  // A sampled caption may be longer than any that people wrote.
  const tokens = config.selfCritical ? Math.max(given, sampleTokens(config)) : given
  const captions =
    config.batchTokens > 0 ? Math.ceil(config.batchTokens / tokens) : config.batchSize
  const length = config.prefixLength + promptLengthOf(config) + tokens
  const ofLayers = (layers: number, heads: number, positions: number): number =>
    layers * captions * positions * (WIDTHS * gpt.width + WEIGHTS * heads * positions)
  const mappingLayers =
    mapping.kind === 'transformer'
      ? ofLayers(mapping.layers, mapping.heads, mapping.clipLength + mapping.prefixLength)
      : 0
  const head = LOGITS * captions * tokens * gpt.vocabularySize
  return 4 * (ofLayers(gpt.layers, gpt.heads, length) + mappingLayers + head)
}
