import { findPhrase, type TextRange } from '../vietnamese/find-phrase'
import type { FilterNode } from './nodes'

/** The phrases that a filter wants to be there; those that it excludes are not among them. */
export function wantedPhrases(node: FilterNode | null): string[] {
  switch (node?.type) {
    case 'phrase':
      return [node.text]
    case 'and':
    case 'or':
      return node.parts.flatMap(wantedPhrases)
    default:
      return []
  }
}

/** A part of a text, and whether it was searched for. */
export interface TextPart {
  text: string
  hit: boolean
}

/** The text in parts: what phrases find in it, as it was typed, and what is between. */
export function highlight(text: string, phrases: readonly string[]): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { start, end } of joined(phrases.flatMap((phrase) => findPhrase(text, phrase)))) {
    if (start > at) parts.push({ text: text.slice(at, start), hit: false })
    parts.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), hit: false })
  return parts
}

/** Ranges in their order, those that overlap as one. */
function joined(ranges: readonly TextRange[]): TextRange[] {
  const result: TextRange[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}
