import * as v from 'valibot'
import { api } from '../../api/client'
import { toProblem } from '../../api/problem'
import { keptTexts, type KeptTexts } from '../../composables/kept-texts'

const Sides = v.object({ english: v.string(), vietnamese: v.string() })

const UnsavedPair = v.object({
  /** The pair as it was when typing began; null for one that is being added. */
  before: v.nullable(v.object({ id: v.number(), version: v.number(), ...Sides.entries })),
  /** The sides that are not stored yet. */
  typed: v.partial(Sides)
})
export type UnsavedPair = v.InferOutput<typeof UnsavedPair>

/** Names the pair that is being added; there is one at a time. */
export const NEW_PAIR = 'new'

/** Sentence pairs of a library that were typed and not stored yet, kept in this browser. */
export const unsavedPairs = (libraryPath: string): KeptTexts<UnsavedPair> =>
  keptTexts(`viecap:unsaved-pairs:${libraryPath}`, UnsavedPair)

/**
 * Stores what was left unsaved. A pair that was removed meanwhile is added again. What cannot be
 * stored, because its pair was changed elsewhere or is half written, stays for its editor.
 */
export async function recoverPairs(libraryPath: string): Promise<void> {
  const unsaved = unsavedPairs(libraryPath)
  for (const [key, { before, typed }] of unsaved.all()) {
    const sides = { english: '', vietnamese: '', ...before, ...typed }
    const { english, vietnamese } = sides
    if (english.trim() === '' || vietnamese.trim() === '') continue
    const add = () => api.pairs.add({ english, vietnamese, split: 'train' })
    try {
      if (before) {
        const { id, version } = before
        await api.pairs.save({ id, version, english, vietnamese }).catch((error: unknown) => {
          if (toProblem(error).code !== 'entity.not-found') throw error
          return add()
        })
      } else await add()
      unsaved.keep(key, null)
    } catch {
      // It is shown, with what is in its way, when its pair is opened.
    }
  }
}
