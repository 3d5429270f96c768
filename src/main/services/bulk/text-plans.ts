import { randomUUID } from 'node:crypto'
import type {
  BulkReport,
  PageRequest,
  TextChange,
  TextEdit,
  TextPlan,
  TextTarget
} from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { changeCaptionText, changePairText, settleGroup } from '../../store/captions/bulk'
import { mutateInChunks } from '../../store/core/chunks'
import { newGroup, requireOpen } from '../../store/core/history'
import type { Library } from '../../store/core/library'
import {
  addChanges,
  closePlanTable,
  countPlanned,
  excludeChange,
  openPlanTable,
  pageChanges,
  plannedChanges,
  type PlanTable
} from '../../store/captions/text-plan'

interface Plan {
  state: TextPlan
  target: TextTarget
  edit: TextEdit
  table: PlanTable
}

/** The one plan of each library: a new one takes its place. */
const plans = new WeakMap<Library, Plan>()

/** Time between two reports of how far the search is, in milliseconds. */
const REPORT_MS = 100

/**
 * Finds what an edit would change and keeps it as the library's plan, which can be looked at while
 * it grows. Tells how far it is; the last state is done. Ending the walk early discards the plan.
 */
export async function* planTexts(
  library: Library,
  target: TextTarget,
  edit: TextEdit
): AsyncGenerator<TextPlan, void> {
  discardPlan(library)
  const state: TextPlan = { id: randomUUID(), scanned: 0, changes: 0, done: false }
  const plan: Plan = { state, target, edit, table: openPlanTable() }
  plans.set(library, plan)
  try {
    yield { ...state }
    let told = performance.now()
    for await (const slices of library.reader.rows('scanTexts', target, edit)) {
      for (const { scanned, changes } of slices) {
        if (plans.get(library) !== plan) return
        addChanges(plan.table, changes)
        state.scanned += scanned
        state.changes += changes.length
        if (changes.length > 0) await new Promise((resolve) => setImmediate(resolve))
      }
      if (performance.now() - told < REPORT_MS) continue
      told = performance.now()
      yield { ...state }
    }
    state.done = true
    yield { ...state }
  } finally {
    if (!state.done && plans.get(library) === plan) discardPlan(library)
  }
}

export function discardPlan(library: Library): void {
  const plan = plans.get(library)
  if (!plan) return
  plans.delete(library)
  closePlanTable(plan.table)
}

/** A window of a plan's changes. Throws `bulk.no-plan`. */
export const pagePlan = (
  library: Library,
  id: string,
  page: PageRequest
): { total: number; excluded: number; rows: TextChange[] } =>
  pageChanges(requirePlan(library, id).table, page)

/** Leaves one change of a plan out, or all for null; or takes them in again. */
export function excludeFromPlan(
  library: Library,
  id: string,
  seq: number | null,
  excluded: boolean
): void {
  excludeChange(requirePlan(library, id).table, seq, excluded)
}

export interface BulkProgress {
  signal?: AbortSignal | undefined
  onProgress(done: number, total: number): void
}

/**
 * Makes the changes of a plan, as one undo, and ends it. Texts that were changed elsewhere since are
 * left alone. Throws `bulk.no-plan`, and `engine.cancelled` with what was changed by then.
 */
export async function applyPlan(
  library: Library,
  id: string,
  actor: string,
  { signal, onProgress }: BulkProgress
): Promise<BulkReport> {
  const plan = requirePlan(library, id)
  const { target, edit, table } = plan
  const group = newGroup(edit.kind)
  const report: BulkReport = { changed: 0, skipped: 0 }
  const total = countPlanned(table)
  plans.delete(library)
  try {
    await mutateInChunks(
      library.write,
      actor,
      plannedChanges(table),
      (mutation, change) => {
        requireOpen(mutation.db, group)
        const changed =
          target.of === 'captions'
            ? changeCaptionText(mutation, change)
            : changePairText(mutation, target.side, change)
        report[changed ? 'changed' : 'skipped'] += 1
      },
      { signal, group, onProgress: (done) => onProgress(done, total) }
    )
  } finally {
    settleGroup(library.write, group)
    closePlanTable(table)
  }
  return report
}

function requirePlan(library: Library, id: string): Plan {
  const plan = plans.get(library)
  if (plan?.state.id !== id) throw new AppError('bulk.no-plan')
  return plan
}
