import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { toProblem } from '../../api/problem'
import type { JobKind } from '../../../shared/domain'

/** A question to a person: may this job be interrupted? */
interface Question {
  kind: JobKind
  answer(interrupt: boolean): void
}

/** Leaving the present library: where a job runs in it, a person is asked first. */
export const useLeavingStore = defineStore('leaving', () => {
  const question = shallowRef<Question | null>(null)

  /** Does `work`, which leaves the library. Nothing is done where a person would rather wait. */
  async function leave(work: (choice: { interrupt: boolean }) => Promise<void>): Promise<void> {
    try {
      await work({ interrupt: false })
    } catch (error) {
      const { code, params } = toProblem(error)
      if (code !== 'library.job-running') throw error
      if (await ask(params['kind'] as JobKind)) await work({ interrupt: true })
    }
  }

  function ask(kind: JobKind): Promise<boolean> {
    question.value?.answer(false)
    return new Promise((resolve) => {
      question.value = {
        kind,
        answer(interrupt) {
          question.value = null
          resolve(interrupt)
        }
      }
    })
  }

  return { question, leave }
})
