import * as v from 'valibot'
import { CaptioningParams, type CaptioningReport } from '../../../../shared/domain'
import { countItems, itemsAt } from '../../../store/jobs/ledger'
import { noteArrived, type Arrived } from '../../../store/jobs/ledger-elsewhere'
import { intoLibrary } from '../../captioning'
import { unfinished, type Merging, type ShardMerger } from './merger'
import type { ShardLine } from './shard-log'

/** Takes captions into the ledger of their job, once for each file. */
export function captionMerger({ library, jobId, params, madeBy }: Merging): ShardMerger {
  const { read, write } = library
  return {
    bring: () => Promise.resolve(() => Promise.resolve()),

    merge(lines) {
      const settings = v.parse(v.string(), madeBy)
      const outcomes = lines.flatMap(outcomesOf)
      const arrived = new Set(noteArrived(write, jobId, settings, outcomes))
      const items = itemsAt(write, jobId, [...arrived])
      const failed = items.filter(({ state }) => state === 'failed').length
      const counts = countItems(write, jobId)
      const event = { type: 'captioning', jobId, items, counts } as const
      return { done: items.length - failed, failed, events: items.length > 0 ? [event] : [] }
    },

    progress() {
      const { waiting, done, skipped, failed } = countItems(write, jobId)
      const over = done + skipped + failed
      return { phase: 'captioning', done: over, total: over + waiting }
    },

    async complete() {
      const { intoLibrary: kept } = v.parse(CaptioningParams, params)
      if (kept && countItems(read, jobId).waiting === 0) await intoLibrary(library, jobId)
    },

    endOf(_shards, ends) {
      const { waiting, ...counts } = countItems(write, jobId)
      if (waiting > 0) return unfinished(ends, waiting)
      const result: CaptioningReport = { ...counts, waited: null, peakMemoryBytes: null }
      return { state: 'done', error: null, result }
    }
  }
}

/** What became of the files of a line: of several with one content, the first was captioned. */
function outcomesOf(line: ShardLine): Arrived[] {
  if (line.type === 'failed') {
    const { ids, error } = line
    return ids.map((index) => ({ index, state: 'failed', text: null, score: null, error }))
  }
  if (line.type !== 'caption') return []
  const { ids, text, score } = line
  return ids.map((index, place) => {
    return { index, state: place === 0 ? 'done' : 'skipped', text, score, error: null }
  })
}
