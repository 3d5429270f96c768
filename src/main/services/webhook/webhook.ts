import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Run } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/core/library'
import { getRun } from '../../store/runs/runs'
import { describeFailure } from '../hub/ask-hub'
import { isEnd, runNotice, type EndState } from './run-notice'

/** How long a service may take to answer, in milliseconds. */
const PATIENCE_MS = 10_000
/** Waits before a notice is sent once more, in milliseconds. */
const WAITS_MS = [2000, 10_000]

export interface WebhookOptions {
  /** The address at this moment; empty for none. */
  url(): string
  library(): Library
  log: Logger
  /** Stands in for the time between two tries in tests. */
  waits?: readonly number[]
}

/** Tells a web address of the user's when a run has ended. */
export class Webhook {
  readonly #options: WebhookOptions
  readonly #closing = new AbortController()
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: WebhookOptions) {
    this.#options = options
  }

  /** To be called with each event of the workbench. */
  hear = (event: WorkbenchEvent): void => {
    if (event.type !== 'job' || event.job.kind !== 'train' || !isEnd(event.job.state)) return
    const { runId } = event.job.params as { runId: string }
    this.tell({ ...getRun(this.#options.library().read, runId), state: event.job.state })
  }

  /** Tells of a run that has ended. */
  tell(run: Run): void {
    const { state } = run
    if (isEnd(state)) this.#last = Promise.all([this.#last, this.#send({ ...run, state })])
  }

  /** Sends a notice once, for a person who looks whether it arrives. Throws the `webhook.` errors. */
  async test(url: string): Promise<void> {
    await post(url, { event: 'test', text: 'Viecap Workbench will tell you here when a run ends.' })
  }

  /** Resolves when what is to be told is told, or could not be; nothing is tried again from now on. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#last
  }

  async #send(run: Run & { state: EndState }): Promise<void> {
    const { log, waits = WAITS_MS } = this.#options
    const url = this.#options.url()
    if (url === '') return
    const notice = runNotice(run, basename(this.#options.library().root))
    for (const ms of [...waits, null]) {
      try {
        await post(url, notice)
        return
      } catch (error) {
        log.warn({ error, run: run.id }, 'the webhook could not be told of the end of a run')
      }
      if (ms === null || this.#closing.signal.aborted) return
      await wait(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    }
  }
}

/** Sends JSON. Throws `webhook.unreachable` and `webhook.refused`, which never hold the address: it may be a secret. */
async function post(url: string, body: unknown): Promise<void> {
  const { host } = new URL(url)
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: patience,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    if (!ok) throw new AppError('webhook.refused', { host, status })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'webhook.unreachable',
      { host, detail: describeFailure(cause, patience) },
      { cause }
    )
  }
}
