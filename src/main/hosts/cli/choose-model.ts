import type { Model, ModelKind } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'

const kindNames: Record<ModelKind, string> = {
  clip: 'encoder',
  gpt2: 'GPT-2',
  captioner: 'captioner'
}

/**
 * The registered model of a kind that `wanted` names or numbers; without it the only one, or the
 * only encoder of `patchSize`. Throws `model.none-registered` or
 * `call.wrong`.
 */
export function chooseModel(
  models: readonly Model[],
  kind: ModelKind,
  wanted?: string,
  patchSize: number | null = null
): Model {
  const ofKind = models.filter((model) => model.kind === kind)
  if (ofKind.length === 0) throw new AppError('model.none-registered', { kind: kindNames[kind] })
  const fitting = ofKind.filter(({ id, name, details }) => {
    if (wanted !== undefined) return name === wanted || String(id) === wanted
    return patchSize === null || details.kind !== 'clip' || details.patchSize === patchSize
  })
  const [only, ...others] = fitting
  if (only && others.length === 0) return only
  const which = [
    kindNames[kind] + ' model',
    wanted === undefined ? '' : ` named ${wanted}`,
    wanted !== undefined || patchSize === null ? '' : ` with patch size ${patchSize}`
  ].join('')
  const names = ofKind.map(({ id, name }) => `${id} ${name}`).join(', ')
  const problem = only ? `several models match (${which})` : `there is no ${which}`
  throw new AppError('call.wrong', { detail: `${problem}; registered: ${names}` })
}
