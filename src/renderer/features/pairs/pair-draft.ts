import { computed, shallowRef } from 'vue'
import type { Pair } from '../../../shared/domain'
import { api } from '../../api/client'
import { useAutosave, type SaveMark } from '../../composables/autosave'
import { createTurns } from '../../composables/turns'

type Side = 'english' | 'vietnamese'
const marksByWeight: readonly SaveMark[] = ['error', 'saving', 'unsaved', 'saved']

/** A pair while it is being edited: each side is saved while it is typed. */
export function createPairDraft(pair: Pair, saved: (pair: Pair) => void) {
  const stored = shallowRef(pair)
  /** One call after the other, so that each names the right version. */
  const inTurn = createTurns()

  const makeSide = (side: Side) =>
    useAutosave({
      stored: pair[side],
      save: (text) =>
        inTurn(async () => {
          stored.value = await api.pairs.save({ ...stored.value, [side]: text })
          saved(stored.value)
        })
    })
  const english = makeSide('english')
  const vietnamese = makeSide('vietnamese')

  return {
    stored,
    english,
    vietnamese,
    mark: computed(
      () =>
        marksByWeight.find((mark) => [english.mark.value, vietnamese.mark.value].includes(mark)) ??
        'saved'
    ),
    problem: computed(() => english.problem.value ?? vietnamese.problem.value),
    /** Saves what is unsaved; true when both sides are stored. */
    flush: async () => (await Promise.all([english.flush(), vietnamese.flush()])).every(Boolean),
    /** Takes over what was stored elsewhere, unless something typed here is not stored yet. */
    follow(theirs: Pair): void {
      if (theirs.version === stored.value.version) return
      const taken = [english.adopt(theirs.english), vietnamese.adopt(theirs.vietnamese)]
      if (taken.every(Boolean)) stored.value = theirs
    }
  }
}
