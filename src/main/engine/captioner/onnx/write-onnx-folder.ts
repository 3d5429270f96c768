import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { stopTextOf, usesOption } from '../../../../shared/decode-settings'
import { DecodeOptions, type ImageOrientation, type StoredWeights } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import { visionParameterShapes } from '../../../../shared/model-specs/encoder'
import { replaceFile } from '../../../base/files/replace-file'
import { readPreprocessing } from '../../formats/hugging-face/clip-preprocessor'
import type { EncoderFolder } from '../../formats/hugging-face/encoder-folder'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { GraphBuilder, Tape, writeModel } from '../../graph'
import { causalMask } from '../../nn/batch'
import { mappingBindings } from '../../nn/mapping'
import { parameterWeights } from '../../nn/parameters'
import { floats, integers, type HostTensor } from '../../tensor/tensor'
import { imageSide } from '../embed/image-side'
import { buildNextGraph, buildPrefillGraph, cacheNames } from '../decode/decode-graphs'
import { stopTextTokens } from '../decode/stop-tokens'
import type { CaptionerFacts } from '../facts'
import type { Captioner } from '../open-captioner'
import { loaders } from './loaders'
import { standaloneGraph } from './standalone-graph'
import { tokenTexts } from './token-texts'
import { storeWeights } from './weight-store'

export interface OnnxOptions {
  /** The folder of the encoder whose embeddings the captioner takes. */
  clip: string
  orientation: ImageOrientation
  weights: StoredWeights
  decode: DecodeOptions
}

/**
 * A captioner as ONNX files in the empty folder `path`, with programs that caption images by them:
 * `encoder` from pixels to embeddings, `prefill` from an embedding to the scores of the first token,
 * `step` from a token to those of the next, the last two with the keys and values of what was seen.
 * Throws `model.onnx-search`, `model.tokenizer-not-bytes`, and what is wrong with the encoder's folder.
 */
export async function writeOnnxFolder(
  path: string,
  captioner: Captioner,
  facts: CaptionerFacts,
  { clip, orientation, weights, decode }: OnnxOptions
): Promise<void> {
  const { shape, tokenizer, gptDir } = captioner
  const decoding = searchFacts(captioner, decode)
  const folder = await readEncoderFolder(clip, 'vision')
  const { imageSize, patchSize } = folder.config.vision
  const preprocessing = await readPreprocessing(clip, imageSize, orientation)
  const { resize, filter, mean, deviation: std, rescale } = preprocessing
  const encoder = await writeEncoder(path, folder, weights)
  await writeDecoder(path, captioner, weights)
  const description = {
    format: 1,
    image: {
      ...{ orientation, resize, filter, size: imageSize, rescale, mean, std },
      // Right and bottom pixels that fill no patch are left out.
      side: imageSize - (imageSize % patchSize),
      shape: encoder.inputShape
    },
    prefixLength: shape.mapping.prefixLength,
    normalizeEmbeddings: facts.normalizeEmbeddings,
    caches: cacheNames(shape.gpt),
    decoding,
    weights,
    clip: facts.clip
  }
  await writeFile(join(path, 'captioner.json'), `${JSON.stringify(description, null, 2)}\n`)
  await writeFile(join(path, 'tokens.json'), JSON.stringify(tokenTexts(tokenizer, gptDir)))
  for (const [name, text] of Object.entries(loaders)) await writeFile(join(path, name), text)
}

/** What a search by beams reads; greedily is by one beam. */
const searched: readonly (keyof DecodeOptions)[] = ['method', 'beams', 'maxTokens', 'stopText']

/** What the programs need to know of the search. Throws `model.onnx-search` for one that they have not. */
function searchFacts({ shape, tokenizer, endOfText }: Captioner, decode: DecodeOptions) {
  const { method, beams, maxTokens } = decode
  const usual = v.parse(DecodeOptions, {})
  const keys = Object.keys(decode) as (keyof DecodeOptions)[]
  const unknown = keys.find(
    (key) => !searched.includes(key) && usesOption(decode, key) && decode[key] !== usual[key]
  )
  const setting = method === 'clipcap' || method === 'greedy' ? unknown : method
  if (setting !== undefined) throw new AppError('model.onnx-search', { setting })
  return {
    beams: method === 'greedy' ? 1 : beams,
    maxTokens: Math.min(maxTokens, roomOf(shape)),
    stopTokens: [
      ...stopTextTokens(tokenizer, stopTextOf(decode, { endOfText })),
      tokenizer.endOfTextId
    ]
  }
}

/** See `Decoder.room`. */
const roomOf = ({ mapping, gpt }: CaptionerShape): number =>
  gpt.positions - mapping.prefixLength + 1

async function writeEncoder(
  path: string,
  { config, weights }: EncoderFolder,
  dtype: StoredWeights
) {
  const { channels, imageSize } = config.vision
  const shapes = visionParameterShapes(config)
  const { network, layOut } = imageSide(config)
  const builder = new GraphBuilder()
  const tape = new Tape(builder)
  builder.output('embeddings', network(tape, parameterWeights(tape, shapes)))
  const model = writeModel(builder)
  async function* tensors(): AsyncGenerator<[string, HostTensor]> {
    for (const name of model.weights.keys()) {
      yield [name, floats(await weights.read(name), shapes.get(name) ?? [])]
    }
  }
  const { feeds, bindings } = layOut([new Float32Array(channels * imageSize ** 2)])
  const { pixels, ...constants } = feeds
  const bytes = standaloneGraph(model, {
    bindings,
    constants,
    weights: await storeFile(path, 'encoder.bin', tensors(), dtype)
  })
  await writeFile(join(path, 'encoder.onnx'), bytes)
  return { inputShape: pixels?.dims ?? [] }
}

async function writeDecoder(path: string, { shape, load }: Captioner, dtype: StoredWeights) {
  const { prefixLength } = shape.mapping
  const parameters = await load()
  async function* tensors(): AsyncGenerator<[string, HostTensor]> {
    yield* Object.entries(parameters)
  }
  const weights = await storeFile(path, 'decoder.bin', tensors(), dtype)
  const form = { scores: 'logits', target: 'any' } as const
  const prefill = standaloneGraph(buildPrefillGraph(shape, form), {
    bindings: { B: 1, R: prefixLength, ...mappingBindings(shape.mapping, 1) },
    constants: {
      positions: integers(Array.from({ length: prefixLength }, (_, position) => position)),
      mask: causalMask(prefixLength, 0),
      last: integers([prefixLength - 1])
    },
    weights
  })
  await writeFile(join(path, 'prefill.onnx'), prefill)
  const step = standaloneGraph(buildNextGraph(shape, form), {
    bindings: { B: 1 },
    constants: {},
    weights
  })
  await writeFile(join(path, 'step.onnx'), step)
}

async function storeFile(
  path: string,
  name: string,
  tensors: AsyncIterable<[string, HostTensor]>,
  dtype: StoredWeights
) {
  let store: Awaited<ReturnType<typeof storeWeights>> = new Map()
  await replaceFile(join(path, name), async (file) => {
    store = await storeWeights({ file, name }, tensors, dtype)
  })
  return store
}
