import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Issue } from '../../../shared/vietnamese/check-codes'
import { api } from '../../api/client'
import { useWritingStore } from './writing-store'

/** What a caption's text is held against while it is written. */
export interface Findings {
  /** The text that they are of. */
  text: string
  issues: Issue[]
  /** Tokens of the chosen model; null where none is chosen. */
  tokens: number | null
  /** Maximum number of tokens of one caption that the model learns. */
  limit: number | null
}

/** Rest of typing before a text is looked at. */
const LOOK_MS = 400

/** Looks at a text when typing rests: what is wrong in it, and its length for the chosen model. */
export function useCaptionChecks(text: MaybeRefOrGetter<string>) {
  const writing = useWritingStore()
  const findings = shallowRef<Findings | null>(null)
  let gone = false

  async function look(): Promise<void> {
    const looked = toValue(text)
    const { modelId } = writing
    const [checked, counted] = await Promise.all([
      api.checker.check({ texts: [looked] }),
      // A model that cannot be read has its own place to say so.
      modelId === null
        ? null
        : api.captions.countTokens({ modelId, texts: [looked] }).catch(() => null)
    ])
    if (gone || looked !== toValue(text)) return
    findings.value = {
      text: looked,
      issues: checked[0] ?? [],
      tokens: counted?.counts[0] ?? null,
      limit: counted?.limit ?? null
    }
  }
  const checkSoon = useDebounceFn(() => void look().catch(() => undefined), LOOK_MS)
  watch(
    [() => toValue(text), () => writing.checks, () => writing.modelId],
    () => void checkSoon(),
    {
      immediate: true
    }
  )
  onScopeDispose(() => (gone = true))
  return findings
}
