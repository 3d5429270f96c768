import type { CaptionerSource } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import type { Captioner } from '../open-captioner'
import { memoryOf, readMemory } from './memory-folder'
import { RetrievedPrompts } from './retrieved-prompts'

/**
 * What the captioner `name` is prompted with, from its memory; null where it has no prompts. Throws
 * `decode.no-captions` where it should and its memory is not there or holds no captions.
 */
export async function openPrompts(
  source: CaptionerSource,
  captioner: Captioner,
  name: string
): Promise<RetrievedPrompts | null> {
  const { retrieval, tokenizer, shape } = captioner
  if (!retrieval) return null
  const memory = memoryOf(source, captioner)
  const items = memory === null ? [] : await readMemory(memory, shape.mapping.embeddingSize)
  const gpt = { tokenizer, rows: shape.gpt.vocabularySize }
  const prompts = await RetrievedPrompts.of(items, gpt, retrieval)
  if (!prompts) throw new AppError('decode.no-captions', { name })
  return prompts
}
