import type { JobState } from '../../../shared/domain'
import { transaction } from '../../store/core/connection'
import { updateClusterTask, type RunTask } from '../../store/runs/cluster-tasks'
import { updateRun } from '../../store/runs/runs'
import { RunRecorder } from '../train'
import { bringCheckpoints, bringRest } from './bring'
import { taskDir } from './cluster-root'
import type { Followed, FollowerOptions } from './followed'
import type { Place } from './place'
import { readLog } from './run-log'
import { isOver } from './slurm'
import { endOf } from './task-end'

/** Takes what runs on clusters do into the library: states, curves, checkpoints and ends. */
export class RunFollower {
  readonly #options: FollowerOptions
  readonly #recorders = new Map<string, RunRecorder>()

  constructor(options: FollowerOptions) {
    this.#options = options
  }

  follow(task: RunTask): Followed {
    return {
      noteState: (state) => this.#noteState(task, state),
      take: (place, piece, from) => this.#take(task, place, { piece, from }),
      end: (place) => this.#end(task, place)
    }
  }

  #noteState({ runId }: RunTask, state: string): void {
    const { library, emit } = this.#options
    // How it ended is known once its log is read.
    const shown: JobState = state === 'PENDING' ? 'queued' : 'running'
    const patch = isOver(state) ? {} : { state: shown }
    emit({ type: 'run', run: updateRun(library.write, runId, patch) })
  }

  async #take(
    task: RunTask,
    place: Place,
    { piece, from }: { piece: Buffer; from: number }
  ): Promise<number> {
    const { library } = this.#options
    const { events, outcome, bytes } = readLog(piece)
    if (bytes === 0) return 0
    await bringCheckpoints(place, library, task, events)
    const recorder = this.#recorder(task.runId)
    try {
      transaction(library.write, () => {
        for (const { event, at } of events) recorder.record(event, at)
        recorder.flush()
        const logRead = from + bytes
        updateClusterTask(library.write, task.id, {
          logRead,
          ...(outcome !== undefined && { outcome })
        })
      })
    } catch (error) {
      // What it has gathered was not kept.
      this.#recorders.delete(task.runId)
      throw error
    }
    return bytes
  }

  #recorder(runId: string): RunRecorder {
    const { library, emit, log } = this.#options
    const recorder =
      this.#recorders.get(runId) ??
      new RunRecorder({ library, emit, log, report: () => undefined }, runId)
    this.#recorders.set(runId, recorder)
    return recorder
  }

  async #end(task: RunTask, place: Place): Promise<void> {
    const { library, emit, onEnd } = this.#options
    const { runId } = task
    await bringRest(place, library, task)
    const { state, error } = endOf(task, `${taskDir(library, task)}/log.txt`)
    const at = Date.now()
    const run = transaction(library.write, () => {
      updateClusterTask(library.write, task.id, { endedAt: at })
      return updateRun(library.write, runId, { state, error, finishedAt: at })
    })
    this.#recorders.delete(runId)
    emit({ type: 'run', run })
    onEnd?.(run)
  }
}
