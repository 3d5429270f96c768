import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { runFiles, type TrainEvent } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { planBundleMemory, TensorBoardFile } from '../../services/train'
import { BundleEvents } from './bundle-events'
import type { CommandContext } from './context'
import { describeMemory } from './describe-memory'
import { describeSplit } from './follow-run'

/**
 * Trains a run from its frozen folder alone, or continues from its newest checkpoint: no library is
 * opened. Throws `run.no-bundle`.
 */
export function trainBundle(context: CommandContext, command: Command, dir: string): Promise<void> {
  const runDir = resolve(dir)
  if (!existsSync(join(runDir, runFiles.config))) {
    throw new AppError('run.no-bundle', { path: runDir })
  }
  return context.session(command, async ({ workbench, output, underWay }) => {
    const events = new BundleEvents(runDir)
    const board = new TensorBoardFile(runDir, ({ message }) =>
      output.note(`the TensorBoard file could not be written: ${message}`)
    )
    const memory = await planBundleMemory(workbench, runDir)
    if (memory) output.note(describeMemory(memory))
    const train = (signal: AbortSignal) =>
      workbench.engine.run(
        'train',
        { runDir, device: workbench.device },
        {
          signal,
          onEvent(event) {
            events.add(event)
            board.record(event)
            output.event({ ...event, at: Date.now() }, describe(event))
          }
        }
      )
    try {
      const result = await underWay.do(train)
      output.result({ type: 'done', path: runDir, ...result }, [
        `${runDir}: ${result.steps} steps, best at step ${result.bestStep ?? '-'}`
      ])
    } finally {
      await board.close()
      await events.written()
    }
  })
}

/** One line for a person; null for what only scripts want. */
function describe(event: TrainEvent): string | null {
  switch (event.type) {
    case 'started':
      return `on ${event.device}, from step ${event.step} of ${event.totalSteps}`
    case 'validation':
      return `step ${event.step}  epoch ${event.epoch}  valLoss ${event.loss?.toFixed(4) ?? '-'}`
    case 'split':
      return describeSplit(event)
    case 'checkpoint':
      return `checkpoint ${event.path}${event.best ? ', best' : ''}`
    default:
      return null
  }
}
