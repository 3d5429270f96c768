import { ref, shallowRef } from 'vue'
import { toProblem, type Problem } from '../api/problem'

/**
 * Something that a person asked for: whether it is under way, and what went wrong the last time.
 * `run` gives undefined where it failed; it does not start twice at once.
 */
export function useAction<Args extends unknown[], Result>(
  work: (...args: Args) => Promise<Result>
) {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function run(...args: Args): Promise<Result | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    try {
      return await work(...args)
    } catch (error) {
      problem.value = toProblem(error)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
/** One that needs no arguments. */
export type Action = ReturnType<typeof useAction<[], unknown>>
