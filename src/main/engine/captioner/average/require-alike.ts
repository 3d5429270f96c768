import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../../../shared/errors'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import type { Captioner } from '../open-captioner'

/** A captioner among others, by the name that people know it by. */
export interface NamedCaptioner {
  name: string
  captioner: Captioner
}

/**
 * Throws `captioner.unlike` where two captioners cannot share weights: other shapes, tokens, embeddings, or another end of a caption.
 */
export function requireAlike(first: NamedCaptioner, other: NamedCaptioner): void {
  const [a, b] = [first.captioner, other.captioner]
  const differs =
    sizes(a.shape.mapping, b.shape.mapping) ??
    sizes(a.shape.gpt, b.shape.gpt) ??
    (sameTokens(a.tokenizer, b.tokenizer) ? null : 'tokenizer') ??
    sizes(
      { normalizeEmbeddings: a.normalizeEmbeddings, endOfText: a.endOfText },
      { normalizeEmbeddings: b.normalizeEmbeddings, endOfText: b.endOfText }
    ) ??
    sizes({ retrievedCaptions: 0, ...a.retrieval }, { retrievedCaptions: 0, ...b.retrieval }) ??
    (sameClip(a, b) ? null : 'CLIP')
  if (differs === null) return
  throw new AppError('captioner.unlike', { first: first.name, other: other.name, differs })
}

/**
 * Throws `ensemble.unlike` where two captioners cannot write one caption together: other tokens, other
 * embeddings, or another end of a caption. Their sizes may differ, and whether embeddings are normalised.
 */
export function requireSameTokens(first: NamedCaptioner, other: NamedCaptioner): void {
  const [a, b] = [first.captioner, other.captioner]
  const [ours, theirs] = [a.shape.mapping.embeddingSize, b.shape.mapping.embeddingSize]
  const differs =
    (sameTokens(a.tokenizer, b.tokenizer) ? null : 'tokenizer') ??
    sizes({ endOfText: a.endOfText }, { endOfText: b.endOfText }) ??
    sizes({ embeddingSize: ours }, { embeddingSize: theirs }) ??
    (sameClip(a, b) ? null : 'CLIP')
  if (differs === null) return
  throw new AppError('ensemble.unlike', { first: first.name, other: other.name, differs })
}

/** The first entry that differs with both its values, or null. */
function sizes(a: object, b: object): string | null {
  const ours = Object.entries(a)
  const theirs = new Map(Object.entries(b))
  for (const [name, value] of ours) {
    const other: unknown = theirs.get(name)
    if (!isDeepStrictEqual(value, other)) return `${name} (${String(value)}, ${String(other)})`
  }
  return ours.length === theirs.size ? null : 'kind'
}

function sameTokens(a: GptTokenizer, b: GptTokenizer): boolean {
  if (a.endOfTextId !== b.endOfTextId || a.size !== b.size) return false
  const ids = b.vocabulary()
  for (const [token, id] of a.vocabulary()) if (ids.get(token) !== id) return false
  return true
}

/** Whether both take embeddings of one CLIP, as far as their files say. */
function sameClip({ clip: a }: Captioner, { clip: b }: Captioner): boolean {
  if (!a || !b) return true
  if (a.encoder && b.encoder) return a.encoder.key === b.encoder.key
  return a.weightsHash === b.weightsHash
}
