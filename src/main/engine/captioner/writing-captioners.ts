import type { CaptionerSource, DeviceName } from '../../../shared/engine-protocol'
import type { HostTensor } from '../tensor/tensor'
import { requireSameTokens } from './average/require-alike'
import { Decoder } from './decode/decoder'
import { ensembleOf } from './decode/ensemble'
import type { StepDecoder } from './decode/step-decoder'
import { openCaptioner, type Captioner } from './open-captioner'
import { normalized } from './train/embedding-conditioning'

/** A captioner with its weights and its decoder. */
export interface WritingCaptioner {
  captioner: Captioner
  weights: Record<string, HostTensor>
  decoder: Decoder
}

/**
 * Opens captioners that write together; of several the first decides how a caption ends. Throws what
 * `openCaptioner` throws, or `ensemble.unlike`.
 */
export async function openWritingCaptioners(
  sources: readonly { name: string; captioner: CaptionerSource }[],
  device: DeviceName
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
    const decoder = await Decoder.create(captioner.shape, device, { steady: true })
    members.push({ captioner, weights: await captioner.load(), decoder })
  }
  return members
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
