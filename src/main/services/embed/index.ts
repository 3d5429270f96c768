import * as v from 'valibot'
import { EmbedParams } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { getModel } from '../../store/runs/models'
import type { JobHandler } from '../jobs/job-handler'
import { embedMissing } from './embed-missing'

/** Embeds what the library holds by one encoder. The job's result is an `EmbedReport`. */
export const embedJob: JobHandler = {
  kind: 'embed',
  run: (context, params) => {
    // A job of an older version lacks newer options.
    const { modelId, orientation } = v.parse(EmbedParams, params)
    const model = getModel(context.library.read, modelId)
    if (model.kind !== 'clip') {
      throw new AppError('model.wrong-kind', { name: model.name, kind: model.kind, wanted: 'clip' })
    }
    return embedMissing(context, model, { orientation, sentences: true })
  }
}
