import * as v from 'valibot'
import { DecodeOptions, type CaptioningParams, type CaptioningReport } from '../../../shared/domain'
import type { CaptionEvent, CaptionOutput, PictureRef } from '../../../shared/engine-protocol'
import type { JobContext, JobHandler } from '../jobs/job-handler'
import { chooseCaptioner, type ChosenCaptioner } from '../models/captioner'
import { feedPictures } from './feed-pictures'
import { LedgerKeeper } from './ledger-keeper'
import { noteFiles } from './note-files'
import { Outstanding } from './outstanding'
import { settingsDigest } from './settings-digest'

/** Pictures in the engine's hands: enough for a batch being captioned and the next ones being read. */
const OUTSTANDING = 128

/**
 * Captions the pictures of a source. What is done is kept in the job's ledger as it comes; queued
 * again, the job goes on with the pictures that have no caption by these settings yet. The result
 * is a `CaptioningReport`.
 */
export const captioningJob: JobHandler = {
  kind: 'caption',

  async run(context, params): Promise<CaptioningReport> {
    const { decode: given, reuse, ...rest } = params as CaptioningParams
    // A job of an older version lacks newer options.
    const decode = v.parse(DecodeOptions, given)
    const captioner = chooseCaptioner(context.library, rest)
    await noteFiles(context, rest)
    const settings = await settingsDigest(context.engine, captioner, decode)
    const keeper = new LedgerKeeper(context, settings)
    const outstanding = new Outstanding(OUTSTANDING)
    const pictures = feedPictures(context, { settings, reuse }, { keeper, outstanding })
    let output: CaptionOutput | null = null
    try {
      // Without anything to caption no model is loaded.
      const first = await pictures.next()
      if (!first.done) {
        const feed = startingWith(first.value, pictures)
        output = await runEngine(context, { captioner, decode, feed, keeper, outstanding })
      }
    } finally {
      outstanding.close()
      keeper.finish()
    }
    const { done, skipped, failed } = keeper.counts
    return {
      done,
      skipped,
      failed,
      waited: output && output.waitedMs / output.workedMs,
      peakMemoryBytes: output && output.peakMemoryBytes
    }
  }
}

interface Work {
  captioner: ChosenCaptioner
  decode: DecodeOptions
  feed: AsyncIterable<PictureRef[]>
  keeper: LedgerKeeper
  outstanding: Outstanding
}

const runEngine = (
  { engine, device, signal, pause }: JobContext,
  { captioner, decode, feed, keeper, outstanding }: Work
): Promise<CaptionOutput> =>
  engine.run(
    'caption',
    { captioner: captioner.source, clip: captioner.clip.path, device, decode },
    {
      signal: AbortSignal.any([signal, keeper.failed.signal]),
      pause,
      feed,
      onEvent(event) {
        const { facts, before } = outstanding.take(event.id)
        keeper.add({ index: event.id, facts, ...outcomeOf(event) }, before)
      }
    }
  )

const outcomeOf = (event: CaptionEvent) =>
  event.type === 'caption'
    ? ({ state: 'done', text: event.text, score: event.score, error: null } as const)
    : ({ state: 'failed', text: null, score: null, error: event.error } as const)

async function* startingWith<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield first
  yield* rest
}
