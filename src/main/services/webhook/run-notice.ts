import type { Run } from '../../../shared/domain'

/** States in which a run has ended by itself or by a person's wish. */
const ends = { done: 'is done', failed: 'has failed', cancelled: 'was cancelled' } as const

export type EndState = keyof typeof ends

export const isEnd = (state: string): state is EndState => Object.hasOwn(ends, state)

/** What a webhook is told of a run that has ended: nothing of images and captions. */
export interface RunNotice {
  event: `run.${EndState}`
  /** One sentence, where chat services look for it. */
  text: string
  run: Pick<
    Run,
    'id' | 'name' | 'step' | 'totalSteps' | 'epoch' | 'bestValLoss' | 'bestStep' | 'tags'
  > & {
    state: EndState
    /** What a failed run ended with. */
    error: { code: string; message: string } | null
    /** ISO 8601. */
    createdAt: string
    finishedAt: string | null
  }
  /** Name of the library's folder. */
  library: string
}

export function runNotice(run: Run & { state: EndState }, library: string): RunNotice {
  const { id, name, state, step, totalSteps, epoch, bestValLoss, bestStep, tags, error } = run
  return {
    event: `run.${state}`,
    text: `${name === '' ? id : `${name} (${id})`} ${ends[state]}${detail(run)}`,
    run: {
      ...{ id, name, state, step, totalSteps, epoch, bestValLoss, bestStep, tags },
      error: error && { code: error.code, message: error.message },
      createdAt: isoTime(run.createdAt),
      finishedAt: run.finishedAt === null ? null : isoTime(run.finishedAt)
    },
    library
  }
}

const isoTime = (at: number) => new Date(at).toISOString()

function detail({ error, bestValLoss, bestStep, step, totalSteps }: Run): string {
  if (error) return `: ${error.message}`
  const steps = `step ${step}${totalSteps === null ? '' : ` of ${totalSteps}`}`
  if (bestValLoss === null || bestStep === null) return `: ${steps}`
  return `: ${steps}, best validation loss ${bestValLoss.toFixed(4)} at step ${bestStep}`
}
