import { metricsOf, type TrainEvent } from '../../../shared/engine-protocol'
import { EventFile } from '../../base/tfevents/event-file'
import { tagged } from './curve-tags'

/** Keeps the curves of a run in its folder while it trains: `tensorboard --logdir LIBRARY/runs`. */
export class TensorBoardFile {
  #file: EventFile | null = null

  constructor(
    readonly runDir: string,
    /** Called at most once for a file: the run goes on without it. */
    readonly onError: (error: Error) => void
  ) {}

  record(event: TrainEvent): void {
    const at = Date.now()
    if (event.type === 'started') {
      const { runDir, onError } = this
      this.#file = new EventFile(runDir, { at, step: event.step, onError })
    }
    if (event.type === 'step' || event.type === 'validation') {
      this.#file?.add({ at, step: event.step, scalars: tagged(metricsOf(event)) })
    }
  }

  /** Resolves when all that could be written is. */
  async close(): Promise<void> {
    await this.#file?.close()
  }
}
