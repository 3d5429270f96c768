import type { CaptioningCounts } from '../../../shared/domain'
import { countItems, noteOutcomes, itemsAt, type Outcome } from '../../store/jobs/ledger'
import type { JobContext } from '../jobs/job-handler'

/**
 * Takes outcomes into the ledger: those that come in one go as one transaction, flushed to the
 * disk before any of them is counted or told. A kill leaves each image done or to be done.
 */
export class LedgerKeeper {
  readonly counts: CaptioningCounts
  /** Aborted when the ledger cannot be written. */
  readonly failed = new AbortController()
  readonly #context: Pick<JobContext, 'library' | 'jobId' | 'report' | 'emit'>
  readonly #settings: string
  readonly #before = new Map<number, keyof CaptioningCounts>()
  #open: Outcome[] = []
  #timer: NodeJS.Immediate | null = null

  constructor(
    context: Pick<JobContext, 'library' | 'jobId' | 'report' | 'emit'>,
    settings: string
  ) {
    this.#context = context
    this.#settings = settings
    this.counts = countItems(context.library.read, context.jobId)
    this.#report()
  }

  /** @param before The state that the ledger has of the file. */
  add(outcome: Outcome, before: keyof CaptioningCounts): void {
    this.#open.push(outcome)
    this.#before.set(outcome.index, before)
    this.#timer ??= setImmediate(() => this.#flush())
  }

  /** Writes what is left. Throws what made the ledger unwritable. */
  finish(): void {
    if (this.#timer) clearImmediate(this.#timer)
    this.#flush()
    if (this.failed.signal.aborted) throw this.failed.signal.reason
  }

  #flush(): void {
    this.#timer = null
    const outcomes = this.#open
    if (outcomes.length === 0 || this.failed.signal.aborted) return
    this.#open = []
    const { library, jobId, emit } = this.#context
    try {
      noteOutcomes(library.write, jobId, this.#settings, outcomes)
    } catch (error) {
      this.failed.abort(error)
      return
    }
    for (const { index, state } of outcomes) {
      this.counts[this.#before.get(index) ?? 'waiting'] -= 1
      this.counts[state] += 1
    }
    this.#before.clear()
    const items = itemsAt(
      library.write,
      jobId,
      outcomes.map(({ index }) => index)
    )
    emit({ type: 'captioning', jobId, items, counts: { ...this.counts } })
    this.#report()
  }

  #report(): void {
    const { waiting, done, skipped, failed } = this.counts
    const over = done + skipped + failed
    this.#context.report({ phase: 'captioning', done: over, total: over + waiting })
  }
}
