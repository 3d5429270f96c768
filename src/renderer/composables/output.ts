import { shallowRef } from 'vue'
import type { Problem } from '../api/problem'
import { useAction } from './action'

const asks: ReadonlySet<string> = new Set(['output.exists', 'output.folder-not-empty'])

/**
 * Writing a file or folder that a person named, as `useAction`. Where something is there already,
 * `existing` says what, and nothing was written: `run(true)` then replaces it.
 */
export function useOutput(work: (overwrite: boolean) => Promise<void>) {
  const existing = shallowRef<Problem | null>(null)
  const action = useAction(work)

  async function run(overwrite = false): Promise<void> {
    existing.value = null
    await action.run(overwrite)
    const problem = action.problem.value
    if (!problem || !asks.has(problem.code)) return
    action.problem.value = null
    existing.value = problem
  }
  return { ...action, existing, run }
}
