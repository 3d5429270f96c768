import type { ImageRef } from '../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { findDone, pageLedger, type FileFacts, type LedgerRow } from '../../store/jobs/ledger'
import type { JobContext } from '../jobs/job-handler'
import type { LedgerKeeper } from './ledger-keeper'
import { lookAtFile } from './look-at-file'
import type { Outstanding } from './outstanding'

/** Files looked at together. */
const TOGETHER = 16

/**
 * The images that the engine has to caption, some at a time. Each file of the ledger is looked
 * at: it needs no captioning where its content got a caption by the same settings before, in this
 * job or, with `reuse`, in another.
 */
export async function* feedImages(
  { library, jobId, signal, pause }: Pick<JobContext, 'library' | 'jobId' | 'signal' | 'pause'>,
  { settings, reuse }: { settings: string; reuse: boolean },
  { keeper, outstanding }: { keeper: LedgerKeeper; outstanding: Outstanding }
): AsyncGenerator<ImageRef[]> {
  let page = pageLedger(library.read, jobId, -1, TOGETHER)
  while (page.length > 0) {
    const looked = await Promise.all(page.map((row) => look(row, signal)))
    await pause.over(signal)
    if (signal.aborted) throw new AppError('engine.cancelled')
    for (const [place, row] of page.entries()) {
      const found = looked[place]
      if (!found || isSettled(row, found, settings)) continue
      const { index, path } = row
      if ('error' in found) {
        const error = toErrorInfo(found.error)
        const outcome = {
          index,
          state: 'failed',
          text: null,
          score: null,
          error,
          facts: null
        } as const
        keeper.add(outcome, row.state)
        continue
      }
      const before = reuse ? findDone(library.read, found.contentHash, settings) : undefined
      if (before) {
        keeper.add({ index, state: 'skipped', ...before, error: null, facts: found }, row.state)
        continue
      }
      await outstanding.room()
      outstanding.give(index, { facts: found, before: row.state })
      yield [{ id: index, path }]
    }
    page = pageLedger(library.read, jobId, page.at(-1)?.index ?? 0, TOGETHER)
  }
}

/** Failed files stay so until they are tried again; nothing of them is read. */
async function look(
  row: LedgerRow,
  signal: AbortSignal
): Promise<FileFacts | { error: unknown } | null> {
  if (row.state === 'failed') return null
  try {
    return await lookAtFile(row.path, row.facts, signal)
  } catch (error) {
    return { error }
  }
}

/** Whether the file has the caption of this content by these settings, or one that a person edited. */
function isSettled(
  { state, settings: before, facts, edited }: LedgerRow,
  found: FileFacts | { error: unknown },
  settings: string
): boolean {
  if (state !== 'done' && state !== 'skipped') return false
  if (edited || 'error' in found) return true
  return before === settings && facts?.contentHash === found.contentHash
}
