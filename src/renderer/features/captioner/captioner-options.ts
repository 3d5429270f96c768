import { computed, type ComputedRef } from 'vue'
import { t } from '../../i18n/i18n'
import { useModelsStore } from '../models/models-store'
import { runTitle, useRunsStore } from '../runs/runs-store'

/** A run by its id, or a registered captioner by its number. */
export type CaptionerValue = string | number

/** The captioners that can write: runs that have come to a checkpoint, and registered ones. */
export function useCaptionerOptions(): ComputedRef<{ value: CaptionerValue; label: string }[]> {
  const runs = useRunsStore()
  const models = useModelsStore()
  return computed(() => [
    ...runs.runs
      .filter((run) => run.epoch > 0 || run.bestStep !== null)
      .map((run) => ({ value: run.id, label: runTitle(run) })),
    ...models.captioners.map(({ id, name }) => ({
      value: id,
      label: t('batch.captioner', { name })
    }))
  ])
}

/** Those of an ensemble that are there and not the captioner `model` itself, in the order of the options. */
export const othersOf = (
  options: readonly { value: CaptionerValue }[],
  ensemble: readonly CaptionerValue[],
  model: CaptionerValue | null
): CaptionerValue[] =>
  options.flatMap(({ value }) => (value !== model && ensemble.includes(value) ? [value] : []))

/** How a captioning job names the captioner. */
export const captionerOf = (value: CaptionerValue) =>
  typeof value === 'string' ? { runId: value } : { modelId: value }
