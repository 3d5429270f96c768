import { onScopeDispose, shallowRef } from 'vue'
import { METRIC_PAGE } from '../../../shared/contract/runs'
import type { Checkpoint, MetricName, MetricPoint, RunSample } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import { appendPoints, type SeriesByName } from './metric-series'

/** How often curves are redrawn while points keep coming. */
const DRAW_MS = 200

/** The curves, samples and checkpoints of one run: read once, then kept up by events. */
export function useRunHistory(runId: string) {
  const samples = shallowRef<RunSample[]>([])
  const checkpoints = shallowRef<Checkpoint[]>([])
  const { series, problem } = useRunCurves(runId, { caughtUp: readLists })

  async function readLists(): Promise<void> {
    ;[samples.value, checkpoints.value] = await Promise.all([
      api.runs.samples({ id: runId }),
      api.runs.checkpoints({ id: runId })
    ])
  }

  useWorkbenchEvent('sample', ({ runId: of, sample }) => {
    if (of !== runId) return
    const others = samples.value.filter(
      (other) => other.imageId !== sample.imageId || other.step !== sample.step
    )
    samples.value = [...others, sample]
  })
  // A run says so after each checkpoint.
  useWorkbenchEvent('run', ({ run }) => {
    if (run.id === runId) void readLists().catch(() => undefined)
  })

  return { series, samples, checkpoints, problem }
}

export interface RunCurvesOptions {
  /** The curves that are wanted; all of them where it is not given. */
  names?: readonly MetricName[]
  /** Called each time when all points that were missed have come. */
  caughtUp?: () => Promise<void>
}

/** Curves of one run: read once, then kept up by events. */
export function useRunCurves(runId: string, { names, caughtUp }: RunCurvesOptions = {}) {
  const curves: SeriesByName = new Map()
  /** What is drawn: a new map each time, so that everything made from it is made again. */
  const series = shallowRef<SeriesByName>(new Map())
  const problem = shallowRef<Problem | null>(null)
  let lastSeq = 0
  const early: MetricPoint[] = []
  let reading = false
  let missed = false
  let drawing: ReturnType<typeof setTimeout> | undefined

  function take(points: readonly MetricPoint[]): void {
    const fresh = points.filter(({ seq, name }) => seq > lastSeq && (names?.includes(name) ?? true))
    if (fresh.length === 0) return
    lastSeq = fresh.at(-1)?.seq ?? lastSeq
    appendPoints(curves, fresh)
    drawing ??= setTimeout(draw, DRAW_MS)
  }
  function draw(): void {
    clearTimeout(drawing)
    drawing = undefined
    series.value = new Map(curves)
  }

  /** Reads all that came since the last point known; events wait until that is in. */
  async function catchUp(): Promise<void> {
    missed = reading
    if (reading) return
    reading = true
    try {
      for (;;) {
        const asked = { id: runId, afterSeq: lastSeq, ...(names && { names: [...names] }) }
        const points = await api.runs.metrics(asked)
        take(points)
        if (points.length < METRIC_PAGE) break
      }
      take(early.splice(0))
      draw()
      await caughtUp?.()
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    } finally {
      reading = false
      take(early.splice(0))
      // The stream started again while an answer was waited for that may not have come.
      if (missed) void catchUp()
    }
  }

  useWorkbenchEvent('metrics', (event) => {
    if (event.runId !== runId) return
    if (reading) early.push(...event.points)
    else take(event.points)
  })
  useResync(() => void catchUp())
  onScopeDispose(() => clearTimeout(drawing))
  void catchUp()

  return { series, problem }
}
