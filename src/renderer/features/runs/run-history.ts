import { onScopeDispose, shallowRef } from 'vue'
import type { Checkpoint, MetricPoint, RunSample } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import { appendPoints, type SeriesByName } from './metric-series'

/** Most points of one answer, as the contract says. */
const PAGE_POINTS = 20_000
/** How often curves are drawn anew while points keep coming. */
const DRAW_MS = 200

/** The curves, samples and checkpoints of one run: read once, then kept up by events. */
export function useRunHistory(runId: string) {
  const curves: SeriesByName = new Map()
  /** What is drawn: a new map each time, so that everything made from it is made anew. */
  const series = shallowRef<SeriesByName>(new Map())
  const samples = shallowRef<RunSample[]>([])
  const checkpoints = shallowRef<Checkpoint[]>([])
  const problem = shallowRef<Problem | null>(null)
  let lastSeq = 0
  const early: MetricPoint[] = []
  let reading = false
  let drawing: ReturnType<typeof setTimeout> | undefined

  function take(points: readonly MetricPoint[]): void {
    const fresh = points.filter((point) => point.seq > lastSeq)
    lastSeq = fresh.at(-1)?.seq ?? lastSeq
    appendPoints(curves, fresh)
    drawing ??= setTimeout(() => {
      drawing = undefined
      series.value = new Map(curves)
    }, DRAW_MS)
  }

  /** Reads all that came since the last point known; events wait until that is in. */
  async function catchUp(): Promise<void> {
    if (reading) return
    reading = true
    try {
      for (;;) {
        const points = await api.runs.metrics({ id: runId, afterSeq: lastSeq })
        take(points)
        if (points.length < PAGE_POINTS) break
      }
      take(early.splice(0))
      await readLists()
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    } finally {
      reading = false
      take(early.splice(0))
    }
  }
  async function readLists(): Promise<void> {
    ;[samples.value, checkpoints.value] = await Promise.all([
      api.runs.samples({ id: runId }),
      api.runs.checkpoints({ id: runId })
    ])
  }

  useWorkbenchEvent('metrics', (event) => {
    if (event.runId !== runId) return
    if (reading) early.push(...event.points)
    else take(event.points)
  })
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
  useResync(() => void catchUp())
  onScopeDispose(() => clearTimeout(drawing))
  void catchUp()

  return { series, samples, checkpoints, problem }
}
