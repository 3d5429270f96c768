import { computed, shallowRef } from 'vue'
import type { Pair } from '../../../shared/domain'
import { api } from '../../api/client'
import { useAutosave, type SaveMark } from '../../composables/autosave'
import type { KeptTexts } from '../../composables/kept-texts'
import { createSerializer } from '../../composables/serializer'
import type { ConflictChoice } from '../editor/caption-draft'
import { mergeTexts } from '../history/merge-texts'
import { NEW_PAIR, type UnsavedPair } from './unsaved-pairs'

export const sideNames = ['english', 'vietnamese'] as const
type Side = (typeof sideNames)[number]
const marksByWeight: readonly SaveMark[] = ['error', 'saving', 'unsaved', 'saved']

/**
 * A pair while it is being edited: each side is saved while it is typed. Without a `pair` one is
 * added as soon as both sides have words. What is not stored yet is kept in `unsaved`.
 */
export function createPairDraft(
  pair: Pair | null,
  unsaved: KeptTexts<UnsavedPair>,
  saved: (pair: Pair) => void
) {
  const key = pair ? String(pair.id) : NEW_PAIR
  const kept = unsaved.get(key)
  const typed = new Map(Object.entries(kept?.typed ?? {}) as [Side, string][])
  const stored = shallowRef<Pair | null>(pair && { ...pair, ...kept?.before })
  /** What somebody else has made of a side that is being typed here. */
  const theirs = shallowRef<Pair | null>(null)
  /** One call after the other, so that each names the right version. */
  const serialize = createSerializer()

  async function save(side: Side, text: string): Promise<'later' | undefined> {
    if (stored.value) {
      stored.value = await api.pairs.save({ ...stored.value, [side]: text })
    } else {
      const both = { english: english.text.value, vietnamese: vietnamese.text.value, [side]: text }
      if (sideNames.some((each) => both[each].trim() === '')) return 'later'
      stored.value = await api.pairs.add({ ...both, split: 'train' })
    }
    saved(stored.value)
    return undefined
  }
  function keep(side: Side, text: string | null): void {
    if (text === null || (text === '' && !stored.value)) typed.delete(side)
    else typed.set(side, text)
    const entry = { before: stored.value, typed: Object.fromEntries(typed) }
    unsaved.keep(key, typed.size === 0 ? null : entry)
  }
  const makeSide = (side: Side) =>
    useAutosave({
      stored: stored.value?.[side] ?? '',
      ...(kept?.typed[side] !== undefined && { unsaved: kept.typed[side] }),
      save: (text) => serialize(() => save(side, text)),
      keep: (text) => keep(side, text)
    })
  const english = makeSide('english')
  const vietnamese = makeSide('vietnamese')
  const sides = { english, vietnamese }
  const flush = async (): Promise<boolean> =>
    (await Promise.all([english.flush(), vietnamese.flush()])).every(Boolean)

  /**
   * Takes over what was stored elsewhere. A side with something typed here that is not stored yet
   * keeps it, and saves it where the other one alone was changed.
   */
  async function follow(now: Pair): Promise<void> {
    await serialize(() => Promise.resolve())
    const before = stored.value
    if (!before || now.version <= before.version) return
    const open = sideNames.filter((side) => !sides[side].adopt(now[side]))
    if (open.some((side) => now[side] !== before[side])) {
      theirs.value = now
      return
    }
    stored.value = now
    if (open.length > 0) await flush()
  }
  if (pair && kept) void follow(pair)

  /**
   * Ends a conflict: `mine` saves what was typed over what is stored now, `theirs` gives it up,
   * `merge` saves what has the changes of both.
   */
  async function resolveConflict(choice: ConflictChoice): Promise<void> {
    // A save that is under way, as by leaving the text for the choice, fails before this one begins.
    await flush()
    const now = theirs.value
    if (!now) return
    const before = stored.value
    theirs.value = null
    stored.value = now
    for (const side of sideNames) {
      const mine = sides[side].text.value
      if (choice === 'theirs') sides[side].discard(now[side])
      else if (choice === 'merge') {
        sides[side].edit(mergeTexts(before?.[side] ?? null, mine, now[side]))
      }
    }
    if (choice !== 'theirs') await flush()
  }

  return {
    stored,
    theirs,
    english,
    vietnamese,
    mark: computed(
      () =>
        marksByWeight.find((mark) => [english.mark.value, vietnamese.mark.value].includes(mark)) ??
        'saved'
    ),
    problem: computed(() => english.problem.value ?? vietnamese.problem.value),
    /** Changed elsewhere while the same side was being edited here. */
    conflict: computed(() => theirs.value !== null),
    /** Saves what is unsaved; true when both sides are stored. */
    flush,
    follow,
    resolveConflict,
    /** Gives up what was typed for what is stored. */
    discard: () => sideNames.forEach((side) => sides[side].discard(stored.value?.[side] ?? '')),
    /** Nobody edits it any more: what is unsaved stays in `unsaved`. */
    release: () => sideNames.forEach((side) => sides[side].release())
  }
}
