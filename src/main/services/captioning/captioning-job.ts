import * as v from 'valibot'
import { DecodeOptions, type CaptioningParams, type CaptioningReport } from '../../../shared/domain'
import type { JobHandler } from '../jobs/job-handler'
import { feedImages } from './feed-images'
import { intoLibrary } from './into-library'
import { LedgerKeeper } from './ledger-keeper'
import { noteFiles } from './note-files'
import { Outstanding } from './outstanding'
import type { WritingCost, WrittenItem } from './writers/caption-writer'
import { chooseWriter } from './writers/choose-writer'

/** Images in the writer's hands: enough for a batch being captioned and the next ones being read. */
const OUTSTANDING = 128

/**
 * Captions the images of a source. What is done is kept in the job's ledger as it comes; queued
 * again, the job continues with the images that have no caption by these settings yet. The result
 * is a `CaptioningReport`.
 */
export const captioningJob: JobHandler = {
  kind: 'caption',

  async run(context, params): Promise<CaptioningReport> {
    const { decode: given, reuse, intoLibrary: kept, ...rest } = params as CaptioningParams
    // A job of an older version lacks newer options.
    const decode = v.parse(DecodeOptions, given)
    const writer = await chooseWriter(context, rest, decode)
    await noteFiles(context, rest)
    const settings = await writer.settings()
    const keeper = new LedgerKeeper(context, settings)
    const outstanding = new Outstanding(OUTSTANDING)
    const images = feedImages(context, { settings, reuse }, { keeper, outstanding })
    let cost: WritingCost = { waited: null, peakMemoryBytes: null }
    try {
      // Without anything to caption no model is loaded.
      const first = await images.next()
      if (!first.done) {
        cost = await writer.write({
          feed: startingWith(first.value, images),
          signal: AbortSignal.any([context.signal, keeper.failed.signal]),
          pause: context.pause,
          onItem(item) {
            const { facts, before } = outstanding.take(item.id)
            keeper.add({ index: item.id, facts, ...outcomeOf(item) }, before)
          }
        })
      }
    } finally {
      outstanding.close()
      keeper.finish()
    }
    if (kept) await intoLibrary(context.library, context.jobId)
    const { done, skipped, failed } = keeper.counts
    return { done, skipped, failed, ...cost }
  }
}

const outcomeOf = (item: WrittenItem) =>
  item.type === 'caption'
    ? ({ state: 'done', text: item.text, score: item.score, error: null } as const)
    : ({ state: 'failed', text: null, score: null, error: item.error } as const)

async function* startingWith<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield first
  yield* rest
}
