import type { ComputedWeights } from '../../../shared/domain'
import type { CaptionerSource, DeviceName } from '../../../shared/engine-protocol'
import type { HostTensor } from '../tensor/tensor'
import { requireSameTokens } from './average/require-alike'
import { Decoder } from './decode/decoder'
import { ensembleOf } from './decode/ensemble'
import type { StepDecoder } from './decode/step-decoder'
import { int8CaptionerWeights } from './int8/int8-captioner'
import { openCaptioner, type Captioner } from './open-captioner'
import { normalized } from './train/embedding-conditioning'

/** A captioner with its weights and its decoder. */
export interface WritingCaptioner {
  captioner: Captioner
  /** What the decoder goes by, beside int8 matrices of its own. */
  weights: Record<string, HostTensor>
  /** All parameters in float32; where the decoder has int8 ones they are read again. */
  wholeWeights(): Promise<Record<string, HostTensor>>
  decoder: Decoder
}

/**
 * Opens captioners that write together; of several the first decides how a caption ends. Throws what
 * `openCaptioner` throws, or `ensemble.unlike`.
 */
export async function openWritingCaptioners(
  sources: readonly { name: string; captioner: CaptionerSource }[],
  device: DeviceName,
  weights: ComputedWeights = 'float32'
): Promise<WritingCaptioner[]> {
  const opened = []
  for (const { name, captioner } of sources) {
    opened.push({ name, captioner: await openCaptioner(captioner) })
  }
  const [first, ...others] = opened
  // Before any weights are read.
  if (first) for (const other of others) requireSameTokens(first, other)
  const members: WritingCaptioner[] = []
  for (const { captioner } of opened) {
    members.push(await (weights === 'int8' ? openInt8 : openFloat)(captioner, device))
  }
  return members
}

async function openFloat(captioner: Captioner, device: DeviceName): Promise<WritingCaptioner> {
  const decoder = await Decoder.create(captioner.shape, device, { steady: true })
  const weights = await captioner.load()
  return { captioner, weights, wholeWeights: () => Promise.resolve(weights), decoder }
}

async function openInt8(captioner: Captioner, device: DeviceName): Promise<WritingCaptioner> {
  const { shape } = captioner
  const { matrices, others } = await int8CaptionerWeights(shape, await captioner.load())
  const decoder = await Decoder.create(shape, device, { steady: true, int8: matrices })
  return { captioner, weights: others, wholeWeights: () => captioner.load(), decoder }
}

/** Embeddings as a captioner takes them. */
export const givenTo = (
  { normalizeEmbeddings }: Pick<Captioner, 'normalizeEmbeddings'>,
  embeddings: readonly Float32Array[]
): readonly Float32Array[] => (normalizeEmbeddings ? embeddings.map(normalized) : embeddings)

/** What a search goes by: the captioner, or the ensemble of several; each embedding as CLIP gives it. */
export function searchedBy(members: readonly WritingCaptioner[]): StepDecoder {
  const decoders = members.map(({ captioner, weights, decoder }): StepDecoder => {
    const { room, begin } = decoder.with(weights)
    return { room, begin: (embeddings, count) => begin(givenTo(captioner, embeddings), count) }
  })
  const [only, ...others] = decoders
  return only && others.length === 0 ? only : ensembleOf(decoders)
}
