import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { toProblem, type Problem } from '../api/problem'

export interface Notice {
  id: number
  kind: 'problem' | 'note'
  problem: Problem | null
  text: string
}

const MAX_NOTICES = 3

/** What the strip shows: problems that have no place of their own, and short notes. */
export const useProblemsStore = defineStore('problems', () => {
  const notices = shallowRef<Notice[]>([])
  let lastId = 0

  function push(notice: Omit<Notice, 'id'>): void {
    lastId += 1
    notices.value = [...notices.value, { ...notice, id: lastId }].slice(-MAX_NOTICES)
  }
  const dismiss = (id: number): void => {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }
  /** Shows what went wrong until it is dismissed. The same problem is shown once. */
  function report(error: unknown): void {
    const problem = toProblem(error)
    notices.value = notices.value.filter((notice) => notice.problem?.message !== problem.message)
    push({ kind: 'problem', problem, text: '' })
  }
  /** Says something that needs no answer; it goes by itself. */
  function note(text: string): void {
    push({ kind: 'note', problem: null, text })
    const id = lastId
    setTimeout(() => dismiss(id), 4000)
  }
  return { notices, report, note, dismiss }
})
