import type { DecodeOptions } from '../../../../shared/domain'
import type { JobContext } from '../../jobs/job-handler'
import type { ChosenCaptioner } from '../../models/captioner'
import { orientationOf } from '../../models/image-orientation'
import type { CaptionWriter } from './caption-writer'
import { captionerSettings } from './captioner-settings'

/** A captioner, which the engine runs. */
export const captionerWriter = (
  { engine, device }: Pick<JobContext, 'engine' | 'device'>,
  captioner: ChosenCaptioner,
  decode: DecodeOptions
): CaptionWriter => ({
  settings: () => captionerSettings(engine, captioner, decode),

  async write({ feed, signal, pause, onItem }) {
    const { waitedMs, workedMs, peakMemoryBytes } = await engine.run(
      'caption',
      {
        captioner: captioner.source,
        clip: captioner.clip.path,
        orientation: orientationOf(captioner.clip.encoders.image),
        device,
        decode
      },
      { signal, pause, feed, onEvent: onItem }
    )
    return { waited: waitedMs / workedMs, peakMemoryBytes }
  }
})
