import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrainEvent } from '../../../shared/engine-protocol'
import { readText } from '../../base/files/regular-file'
import { writeFileAtomic } from '../../base/files/replace-file'

/** File of a bundle that its events are added to, one JSON object per line. */
const EVENTS = 'events.jsonl'
const MAX_BYTES = 2 ** 29

/** The events of a run that is trained without a library, written in their order. */
export class BundleEvents {
  #writing = Promise.resolve()

  constructor(readonly runDir: string) {}

  add(event: TrainEvent): void {
    const path = join(this.runDir, EVENTS)
    this.#writing = this.#writing.then(async () => {
      if (event.type === 'started') await dropEventsAfter(path, event.step)
      await appendFile(path, `${JSON.stringify(event)}\n`)
    })
    // It is thrown by `written`.
    this.#writing.catch(() => undefined)
  }

  /** Resolves when all events are written; throws what writing one of them threw. */
  written(): Promise<void> {
    return this.#writing
  }
}

/** A run that continues from a checkpoint takes the steps after it again: what was written of them goes. */
async function dropEventsAfter(path: string, step: number): Promise<void> {
  const lines = (await readText(path, MAX_BYTES).catch(() => '')).split('\n')
  const kept = lines.filter((line) => line !== '' && stepOf(line) <= step)
  await writeFileAtomic(path, kept.map((line) => `${line}\n`).join(''))
}

/** The step of an event; a line that a crash cut short is after all others. */
function stepOf(line: string): number {
  try {
    return (JSON.parse(line) as TrainEvent).step
  } catch {
    return Infinity
  }
}
