import type { ComputedWeights } from '../../../shared/domain'
import type { CaptionerSource, DeviceName } from '../../../shared/engine-protocol'
import type { HostTensor } from '../tensor/tensor'
import { requireSameTokens } from './average/require-alike'
import { Decoder } from './decode/decoder'
import { ensembleOf } from './decode/ensemble'
import type { StepDecoder } from './decode/step-decoder'
import { int8CaptionerWeights } from './int8/int8-captioner'
import { openPrompts } from './memory/open-prompts'
import type { RetrievedPrompts } from './memory/retrieved-prompts'
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
  /** What it is prompted with; null where it has no prompts. */
  prompts: RetrievedPrompts | null
}

/**
 * Opens captioners that write together; of several the first decides how a caption ends, and each has
 * prompts of its own. Throws what `openCaptioner` throws, `ensemble.unlike`, or `decode.no-captions`.
 */
export async function openWritingCaptioners(
  sources: readonly { name: string; captioner: CaptionerSource }[],
  device: DeviceName,
  weights: ComputedWeights = 'float32'
): Promise<WritingCaptioner[]> {
  const opened = []
  for (const { name, captioner } of sources) {
    opened.push({ name, source: captioner, captioner: await openCaptioner(captioner) })
  }
  const [first, ...others] = opened
  // Before any weights are read.
  if (first) for (const other of others) requireSameTokens(first, other)
  const members: WritingCaptioner[] = []
  for (const { name, source, captioner } of opened) {
    const prompts = await openPrompts(source, captioner, name)
    const member = await (weights === 'int8' ? openInt8 : openFloat)(captioner, device)
    members.push({ ...member, prompts })
  }
  return members
}

type Unprompted = Omit<WritingCaptioner, 'prompts'>

async function openFloat(captioner: Captioner, device: DeviceName): Promise<Unprompted> {
  const decoder = await Decoder.create(captioner.shape, device, { steady: true })
  const weights = await captioner.load()
  return { captioner, weights, wholeWeights: () => Promise.resolve(weights), decoder }
}

async function openInt8(captioner: Captioner, device: DeviceName): Promise<Unprompted> {
  const { shape } = captioner
  const { matrices, others } = await int8CaptionerWeights(shape, await captioner.load())
  const decoder = await Decoder.create(shape, device, { steady: true, int8: matrices })
  return { captioner, weights: others, wholeWeights: () => captioner.load(), decoder }
}

/** The prompts of images by their embeddings as CLIP gives them; none where there are none to have. */
export const promptsFor = async (
  { prompts }: Pick<WritingCaptioner, 'prompts'>,
  embeddings: readonly Float32Array[]
): Promise<readonly (readonly number[])[]> =>
  prompts ? prompts.of(embeddings.map((embedding) => ({ embedding }))) : []

/** Embeddings as a captioner takes them. */
export const givenTo = (
  { normalizeEmbeddings }: Pick<Captioner, 'normalizeEmbeddings'>,
  embeddings: readonly Float32Array[]
): readonly Float32Array[] => (normalizeEmbeddings ? embeddings.map(normalized) : embeddings)

/** What a search goes by: the captioner, or the ensemble of several; each embedding as CLIP gives it. */
export function searchedBy(members: readonly WritingCaptioner[]): StepDecoder {
  const decoders = members.map((member): StepDecoder => {
    const { captioner, weights, decoder } = member
    return {
      room: decoder.room,
      async begin(embeddings, count) {
        const prompts = await promptsFor(member, embeddings)
        return decoder.with(weights, () => prompts).begin(givenTo(captioner, embeddings), count)
      }
    }
  })
  const [only, ...others] = decoders
  return only && others.length === 0 ? only : ensembleOf(decoders)
}
