import * as v from 'valibot'
import {
  DecodeOptions,
  type EvaluateParams,
  type EvaluateReport,
  type Scores
} from '../../../shared/domain'
import type { CaptionEvent } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { clearEvaluation, keepEvaluated, type EvaluatedImage } from '../../store/runs/evaluations'
import { getImageFile } from '../../store/images/images'
import type { TrainingCaption } from '../../store/runs/training-data'
import type { JobContext, JobHandler } from '../jobs/job-handler'
import { fittingCaptioners, writingInput } from '../models/captioner'
import { scoreItems } from '../score/score-items'

type Written = Extract<CaptionEvent, { type: 'caption' }>
type References = Map<number, TrainingCaption[]>

/** Images kept in one transaction. */
const TOGETHER = 100

/**
 * Captions the images of a split, scores that against the captions that people wrote, and keeps
 * for each image what came out and how likely the model finds each of their captions. An image
 * that cannot be read is counted and not scored. The result is an `EvaluateReport`.
 */
export const evaluateJob: JobHandler = {
  kind: 'evaluate',

  async run(context, params): Promise<EvaluateReport> {
    const { library, engine, jobId, signal } = context
    const { split, profile, words } = params as EvaluateParams
    const captions: TrainingCaption[] = []
    for await (const rows of library.reader.rows('trainingCaptions', split)) captions.push(...rows)
    const references = Map.groupBy(captions, ({ imageId }) => imageId)
    if (references.size === 0) throw new AppError('evaluate.no-images', { split })
    const { written, failed } = await caption(context, params as EvaluateParams, references)
    if (written.length === 0) throw new AppError('evaluate.none-read', { split, count: failed })
    signal.throwIfAborted()
    const figures: Pick<EvaluatedImage, 'bleu' | 'rougeL' | 'ciderD'>[] = []
    const { items: images, ...scores } = await scoreItems(engine, itemsOf(written, references), {
      scoring: { profile, words },
      library: library.read,
      onItems: ({ first, values }) => {
        for (let place = 0; 6 * place < values.length; place++) {
          const [one = 0, two = 0, three = 0, four = 0, rougeL = 0, ciderD = 0] = values.subarray(
            6 * place
          )
          figures[first + place] = { bleu: (one + two + three + four) / 4, rougeL, ciderD }
        }
      }
    })
    const evaluated = written.map(({ id, text, score, judged }, place) => ({
      imageId: id,
      text,
      score,
      ...(figures[place] ?? { bleu: 0, rougeL: 0, ciderD: 0 }),
      captions: (references.get(id) ?? []).map((reference, index) => ({
        captionId: reference.captionId,
        text: reference.text,
        loss: judged[index]?.loss ?? null,
        misfit: judged[index]?.misfit ?? null
      }))
    }))
    await keep(library.write, jobId, evaluated)
    return { split, images, failed, ...reported(scores), loss: meanLoss(evaluated) }
  }
}

async function caption(
  context: JobContext,
  { decode, weights, split: _, ...writer }: EvaluateParams,
  references: References
): Promise<{ written: Written[]; failed: number }> {
  const { library, engine, device, signal, pause, report } = context
  const captioners = await fittingCaptioners(context, writer)
  const images = [...references].map(([id, texts]) => ({
    id,
    path: getImageFile(library.read, id).path,
    judge: texts.map(({ text }) => text)
  }))
  const written: Written[] = []
  let done = 0
  report({ phase: 'captioning', done, total: images.length })
  const { failed } = await engine.run(
    'caption',
    { ...writingInput(captioners), device, weights, decode: v.parse(DecodeOptions, decode) },
    {
      signal,
      pause,
      feed: [images],
      onEvent(event) {
        if (event.type === 'caption') written.push(event)
        report({ phase: 'captioning', done: ++done, total: images.length })
      }
    }
  )
  return { written, failed }
}

const itemsOf = (written: readonly Written[], references: References) =>
  written.map(({ id, text }) => ({
    hypothesis: text,
    references: (references.get(id) ?? []).map((reference) => reference.text)
  }))

const reported = ({
  profile,
  bleu,
  bleuAverage,
  rougeL,
  ciderD,
  intervals
}: Omit<Scores, 'items'>) => ({
  profile,
  bleu,
  bleuAverage,
  rougeL,
  ciderD,
  intervals
})

async function keep(
  db: JobContext['library']['write'],
  jobId: number,
  evaluated: readonly EvaluatedImage[]
): Promise<void> {
  clearEvaluation(db, jobId)
  for (let from = 0; from < evaluated.length; from += TOGETHER) {
    keepEvaluated(db, jobId, evaluated.slice(from, from + TOGETHER))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function meanLoss(evaluated: readonly EvaluatedImage[]): number | null {
  const losses = evaluated.flatMap(({ captions }) => captions.flatMap(({ loss }) => loss ?? []))
  return losses.length === 0 ? null : losses.reduce((sum, one) => sum + one, 0) / losses.length
}
