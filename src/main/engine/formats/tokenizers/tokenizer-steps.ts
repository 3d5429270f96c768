import type { PieceTokenizerJson } from './piece-tokenizer-file'
import type { TokenizerJson } from './tokenizer-files'

/** The pattern by which GPT-2's byte-level step cuts a text into words. */
export const gptWords = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

/** The pattern by which CLIP cuts a lower-cased text into words. */
export const clipWords = String.raw`'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`

export const whiteSpace = String.raw`\s+`

/** Patterns whose time grows with the text and no faster: those of the models that we know. */
const known: readonly string[] = [
  gptWords,
  clipWords,
  String.raw`<\|startoftext\|>|<\|endoftext\|>|` + clipWords,
  whiteSpace,
  // XLM-R's, and SigLIP's punctuation, which are replaced.
  ' {2,}',
  String.raw`[!"\#\$%\&'\(\)\*\+,\-\./:;<=>\?@\[\\\]\^_` + '`' + String.raw`\{\|\}\~]`
]

/** The steps that tokenizers by byte pairs and by SentencePiece are made of. */
const kinds: readonly unknown[] = [
  'Sequence',
  ...['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents', 'Strip', 'Replace', 'Prepend'],
  'Precompiled',
  ...['ByteLevel', 'Split', 'Digits', 'Punctuation', 'Whitespace', 'WhitespaceSplit', 'Metaspace'],
  ...['RobertaProcessing', 'BertProcessing', 'TemplateProcessing'],
  ...['Fuse', 'ByteFallback', 'BPEDecoder']
]

/** How many times longer than it was a text may become by the steps that replace parts of it. */
const MAX_GROWTH = 64
/** Steps in all; a tokenizer has five. */
const MAX_STEPS = 64

type Step = Readonly<Record<string, unknown>>

/**
 * Looks through the steps of a tokenizer before any of them is made. Throws an `Error` that says
 * what is wrong: a step of another kind, or steps that make a text grow without bound.
 *
 * @returns Whether it has patterns of its own, of which nobody knows how long they take.
 */
export function checkSteps(json: TokenizerJson | PieceTokenizerJson): { ownPatterns: boolean } {
  const steps = [
    ...stepsOf(json.normalizer),
    ...stepsOf(json.pre_tokenizer),
    ...stepsOf(json.post_processor),
    ...stepsOf(json.decoder)
  ]
  let growth = 1
  for (const step of steps) {
    if (!kinds.includes(step['type'])) {
      const kind = JSON.stringify(step['type'] ?? null).slice(0, 60)
      throw new Error(`its step ${kind} is none of a GPT-2's or an encoder's tokenizer`)
    }
    growth *= growthOf(step)
  }
  if (growth > MAX_GROWTH) throw new Error('its steps make a text many times longer')
  return { ownPatterns: steps.some(hasOwnPattern) }
}

const isStep = (value: unknown): value is Step =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A step, and those that a sequence is made of. */
function stepsOf(outermost: unknown): Step[] {
  const steps: Step[] = []
  const left = [outermost]
  while (left.length > 0) {
    const step = left.pop()
    if (!isStep(step)) continue
    steps.push(step)
    if (steps.length > MAX_STEPS) throw new Error(`it has more than ${MAX_STEPS} steps`)
    for (const name of ['normalizers', 'pretokenizers', 'processors', 'decoders']) {
      const inner = step[name]
      if (!Array.isArray(inner)) continue
      if (inner.length > MAX_STEPS) throw new Error(`it has more than ${MAX_STEPS} steps`)
      left.push(...(inner as unknown[]))
    }
  }
  return steps
}

const patternOf = (step: Step, kind: 'Regex' | 'String'): string | null => {
  const { pattern } = step
  const value = isStep(pattern) ? pattern[kind] : undefined
  return typeof value === 'string' ? value : null
}

function hasOwnPattern(step: Step): boolean {
  const regex = patternOf(step, 'Regex')
  return regex !== null && !known.includes(regex)
}

/** How many times longer a step can make a text of at least one character. */
function growthOf(step: Step): number {
  const length = (name: string): number => {
    const value = step[name]
    return typeof value === 'string' ? value.length : 0
  }
  switch (step['type']) {
    case 'Replace': {
      const text = patternOf(step, 'String')
      if (text) return Math.max(1, length('content') / text.length)
      const regex = patternOf(step, 'Regex')
      // One that finds nothing between all letters puts its content there.
      return regex === whiteSpace ? Math.max(1, length('content')) : 1 + length('content')
    }
    case 'Prepend':
      return 1 + length('prepend')
    case 'Metaspace':
      return 1 + Math.max(length('replacement'), length('str_rep'))
    default:
      return 1
  }
}
