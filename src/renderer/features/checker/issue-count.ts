import { onScopeDispose, ref, shallowRef } from 'vue'
import type { TextTarget } from '../../../shared/domain'
import type { CheckCode } from '../../../shared/vietnamese/check-codes'
import { api } from '../../api/client'
import { toProblem, type Problem } from '../../api/problem'

interface IssueCount {
  scanned: number
  texts: Partial<Record<CheckCode, number>>
  sure: Partial<Record<CheckCode, number>>
  done: boolean
}

/** Counts in how many texts each check finds something, in view while it counts. */
export function useIssueCount() {
  const count = shallowRef<IssueCount | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = ref(false)
  let stop = new AbortController()

  async function start(target: TextTarget): Promise<void> {
    stop.abort()
    const mine = (stop = new AbortController())
    busy.value = true
    problem.value = null
    try {
      const counts = await api.checker.count({ target }, { signal: mine.signal })
      for await (const now of counts) count.value = now
    } catch (error) {
      if (!mine.signal.aborted) problem.value = toProblem(error)
    } finally {
      if (mine === stop) busy.value = false
    }
  }
  onScopeDispose(() => stop.abort())
  return { count, problem, busy, start, cancel: () => stop.abort() }
}
