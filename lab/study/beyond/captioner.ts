import type { CaptionerChoice } from '../../../src/shared/domain'
import type { Session } from '../../../src/main/hosts/cli/session'
import type { BeyondCell } from './beyond-cells'
import { timed } from './processor-time'
import { trainOnce } from './train-once'

/** What a cell's captions are written with, and how it came about. */
export interface MadeCaptioner {
  choice: CaptionerChoice & { ensemble?: CaptionerChoice[] }
  valLoss: number | null
  /** Processor time of training and averaging beside the base; null where it is not known. */
  extraSeconds: number | null
}

/** Trains what is missing, and averages or gathers checkpoints as the cell says. */
export async function makeCaptioner(
  session: Session,
  { training, take }: BeyondCell,
  { seed, seeds, updates }: { seed: number; seeds: readonly number[]; updates: number }
): Promise<MadeCaptioner> {
  const { run, extraSeconds } = await trainOnce(session, training, seed, updates)
  if (take === 'best') {
    return { choice: { runId: run.id }, valLoss: run.bestValLoss, extraSeconds }
  }
  if (take === 'ensemble') {
    const ensemble: CaptionerChoice[] = []
    for (const other of seeds.filter((one) => one !== seed)) {
      ensemble.push({ runId: (await trainOnce(session, training, other, updates)).run.id })
    }
    return { choice: { runId: run.id, ensemble }, valLoss: null, extraSeconds: null }
  }
  const { value, seconds } = await timed(() =>
    session.api.runs.average({
      runIds: [run.id],
      take: take === 'last' ? { kind: 'last', count: 3 } : { kind: 'greedy' }
    })
  )
  const taken = value.candidates.filter(({ taken }) => taken).map(({ name }) => name)
  session.output.note(`averaged: ${taken.join(', ')}`)
  return {
    choice: { modelId: value.model.id },
    valLoss: value.loss,
    extraSeconds: extraSeconds === null || seconds === null ? null : extraSeconds + seconds
  }
}
