import { computed, ref, watch } from 'vue'
import type { JobKind } from '../../../shared/domain'
import { useJobsStore } from './jobs-store'

/**
 * The job of one kind whose number is in the address. `lacking` where the library has none of it:
 * only the newest jobs are known, so another one is asked for first.
 */
export function useAskedJob(kind: JobKind, number: () => number | null) {
  const jobs = useJobsStore()
  const known = computed(() => jobs.get(number()))
  const unknown = computed(() => (known.value ? null : number()))
  const nowhere = ref(false)
  watch(
    unknown,
    async (id) => {
      nowhere.value = false
      if (id === null) return
      const found = Number.isSafeInteger(id) && id > 0 ? await jobs.find(id) : null
      if (unknown.value === id) nowhere.value = found === null
    },
    { immediate: true }
  )
  return {
    job: computed(() => (known.value?.kind === kind ? known.value : null)),
    lacking: computed(() => nowhere.value || (known.value !== null && known.value.kind !== kind))
  }
}
