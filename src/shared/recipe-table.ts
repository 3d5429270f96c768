import type { Evaluation, Model, Run } from './domain'
import { runPresets, type RunPreset } from './run-presets'

/** A row of the recipe's table beside the best of the user's own runs of that kind. */
export interface RecipeRow {
  preset: RunPreset
  reported: NonNullable<RunPreset['reported']>
  /** The run with the lowest validation loss; null where none was trained yet. */
  run: Run | null
  /** Its newest evaluation on the test split, by its best checkpoint. */
  test: Evaluation | null
}

/**
 * The recipe's table filled from runs: a run belongs to a row whose encoder has its patch size and
 * whose mix of tasks is its own. `models` are all that runs were trained with.
 */
export function recipeTable(
  runs: readonly Run[],
  models: readonly Model[],
  evaluations: readonly Evaluation[]
): RecipeRow[] {
  const patchOf = (run: Run): number | undefined => {
    const details = models.find(({ id }) => id === run.config.clipModelId)?.details
    return details?.kind === 'clip' ? details.patchSize : undefined
  }
  return runPresets.flatMap((preset) => {
    const { reported, settings, clipPatchSize } = preset
    if (!reported) return []
    const [run = null] = runs
      .filter(
        (one) =>
          one.bestValLoss !== null &&
          patchOf(one) === clipPatchSize &&
          one.config.captionRepeat === settings.captionRepeat &&
          one.config.pairRepeat === settings.pairRepeat
      )
      .sort((a, b) => (a.bestValLoss ?? 0) - (b.bestValLoss ?? 0))
    const test = evaluations.find(
      ({ params }) =>
        run !== null &&
        params.runId === run.id &&
        params.ensemble.length === 0 &&
        params.checkpoint === 'best' &&
        params.split === 'test'
    )
    return [{ preset, reported, run, test: test ?? null }]
  })
}
