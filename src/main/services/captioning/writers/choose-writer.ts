import type { CaptionerChoice, CaptioningParams, DecodeOptions } from '../../../../shared/domain'
import type { JobContext } from '../../jobs/job-handler'
import { fittingCaptioners } from '../../models/captioner'
import { findEndpoint } from '../../vision-endpoint'
import type { CaptionWriter } from './caption-writer'
import { captionerWriter } from './captioner-writer'
import { endpointWriter } from './endpoint-writer'

/** What is to write a job's captions: the endpoint where one is named, else the captioner. */
export async function chooseWriter(
  context: Pick<JobContext, 'library' | 'engine' | 'images' | 'device'>,
  {
    endpoint,
    weights = 'float32',
    ...choice
  }: Pick<CaptioningParams, 'endpoint'> &
    Partial<Pick<CaptioningParams, 'ensemble' | 'weights'>> &
    CaptionerChoice,
  decode: DecodeOptions
): Promise<CaptionWriter> {
  if (endpoint) return endpointWriter(context.images, await findEndpoint(endpoint.url), endpoint)
  const captioners = await fittingCaptioners(context, choice)
  return captionerWriter(context, captioners, { decode, weights })
}
