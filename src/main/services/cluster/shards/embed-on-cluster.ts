import type { EmbedReport } from '../../../../shared/domain'
import { findClusterWork } from '../../../store/jobs/cluster-work'
import { listMissingImages } from '../../../store/embeddings/embeddings'
import type { EmbeddingModel } from '../../../store/embeddings/embedding-sets'
import { chosenEncoder, embeddingJob } from '../../embed'
import { embedSentences } from '../../embed/embed-missing'
import type { JobHandler } from '../../jobs/job-handler'
import { seenAs } from '../../models/image-orientation'
import { refreshClipDetails } from '../../models/refresh-clip-details'
import { digestOf } from './caption-on-cluster'
import { resubmitLost, submitShards } from './submit-shards'

/** What the vectors of a job's shards are kept under, and what became of the sentences. */
export type EmbeddedBy = EmbeddingModel & Pick<EmbedReport, 'sentences'>

/**
 * Embeds what the library holds, here or, where the job is a cluster's, its images in shards there:
 * sentences take a small part of the time of images.
 */
export const embedJob: JobHandler = {
  kind: 'embed',
  async run(context, params) {
    const { library } = context
    const work = findClusterWork(library.read, context.jobId)
    if (!work) return embeddingJob.run(context, params)
    const lost = await resubmitLost(context, 'embed')
    if (lost) return lost
    const { model: registered, orientation } = chosenEncoder(library, params)
    const model = seenAs(await refreshClipDetails(context, registered), orientation)
    const { weightsHash, encoders, path } = model
    const sentences = await embedSentences(context, model)
    const items = listMissingImages(library, model).map(({ id, ...item }) => ({
      ids: [id],
      ...item
    }))
    if (items.length === 0) return { images: { embedded: 0, failed: 0 }, sentences }
    const encoder = encoders.image?.key ?? ''
    const madeBy: EmbeddedBy = { weightsHash, encoders, sentences }
    return submitShards(context, work, {
      items,
      madeBy,
      work: { kind: 'embed', orientation },
      encoder,
      clip: path,
      models: `encoder-${digestOf([encoder, encoders.sentence?.key])}`,
      writeModels: () => Promise.resolve()
    })
  }
}
