import * as v from 'valibot'
import { DecodeOptions, type EvaluateParams, type EvaluateReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { getImageFile } from '../../store/images'
import type { TrainingCaption } from '../../store/training-data'
import type { JobHandler } from '../jobs/job-handler'
import { chooseCaptioner } from '../models/captioner'

/**
 * Captions the pictures of a split and scores them against the captions that people wrote. A
 * picture that cannot be read is counted and not scored. The result is an `EvaluateReport`.
 */
export const evaluateJob: JobHandler = {
  kind: 'evaluate',

  async run({ library, engine, device, signal, pause, report }, params): Promise<EvaluateReport> {
    const { split, decode, ...writer } = params as EvaluateParams
    const { source, clip } = chooseCaptioner(library, writer)
    const captions: TrainingCaption[] = []
    for await (const rows of library.reader.rows('trainingCaptions', split)) captions.push(...rows)
    const references = Map.groupBy(captions, ({ imageId }) => imageId)
    if (references.size === 0) throw new AppError('evaluate.no-pictures', { split })
    const pictures = [...references.keys()].map((id) => ({
      id,
      path: getImageFile(library.read, id).path
    }))
    const hypotheses = new Map<number, string>()
    let done = 0
    report({ phase: 'captioning', done, total: pictures.length })
    const { failed } = await engine.run(
      'caption',
      {
        captioner: source,
        clip: clip.path,
        device,
        decode: v.parse(DecodeOptions, decode)
      },
      {
        signal,
        pause,
        feed: [pictures],
        onEvent(event) {
          if (event.type === 'caption') hypotheses.set(event.id, event.text)
          report({ phase: 'captioning', done: ++done, total: pictures.length })
        }
      }
    )
    const items = [...hypotheses].map(([id, hypothesis]) => ({
      hypothesis,
      references: (references.get(id) ?? []).map(({ text }) => text)
    }))
    if (items.length === 0) throw new AppError('evaluate.none-read', { split, count: failed })
    const { items: images, ...scores } = await engine.run(
      'score',
      { rounds: 0, seed: 0, perItem: false },
      { signal, pause, feed: [items] }
    )
    return { split, images, failed, ...scores }
  }
}
