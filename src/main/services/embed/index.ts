import * as v from 'valibot'
import { EmbedParams, type ImageOrientation, type Model } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/core/library'
import { getModel } from '../../store/runs/models'
import type { JobHandler } from '../jobs/job-handler'
import { embedMissing } from './embed-missing'

/** Embeds what the library holds by one encoder. The job's result is an `EmbedReport`. */
export const embeddingJob: JobHandler = {
  kind: 'embed',
  run: (context, params) => {
    const { model, orientation } = chosenEncoder(context.library, params)
    return embedMissing(context, model, { orientation, sentences: true })
  }
}

/** The encoder that an embedding job names. Throws `model.wrong-kind`. */
export function chosenEncoder(
  { read }: Pick<Library, 'read'>,
  params: unknown
): { model: Model; orientation: ImageOrientation } {
  // A job of an older version lacks newer options.
  const { modelId, orientation } = v.parse(EmbedParams, params)
  const model = getModel(read, modelId)
  if (model.kind !== 'clip') {
    throw new AppError('model.wrong-kind', { name: model.name, kind: model.kind, wanted: 'clip' })
  }
  return { model, orientation }
}
