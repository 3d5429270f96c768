import type { ComputedWeights, DecodeOptions } from '../../../../shared/domain'
import type { JobContext } from '../../jobs/job-handler'
import { writingInput, type ChosenCaptioner } from '../../models/captioner'
import type { CaptionWriter } from './caption-writer'
import { captionerSettings } from './captioner-settings'

/** A captioner, or several that write together, which the engine runs. */
export const captionerWriter = (
  { engine, device }: Pick<JobContext, 'engine' | 'device'>,
  captioners: readonly [ChosenCaptioner, ...ChosenCaptioner[]],
  how: { decode: DecodeOptions; weights: ComputedWeights }
): CaptionWriter => ({
  settings: () => captionerSettings(engine, captioners, how),

  async write({ feed, signal, pause, onItem }) {
    const { waitedMs, workedMs, peakMemoryBytes } = await engine.run(
      'caption',
      { ...writingInput(captioners), device, ...how },
      { signal, pause, feed, onEvent: onItem }
    )
    return { waited: waitedMs / workedMs, peakMemoryBytes }
  }
})
