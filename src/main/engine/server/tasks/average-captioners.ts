import { AppError } from '../../../../shared/errors'
import { greedySoup, type Soup } from '../../captioner/average/greedy-soup'
import { requireAlike } from '../../captioner/average/require-alike'
import { ValidationJudge } from '../../captioner/average/validation-judge'
import { WeightAverage, type Weights } from '../../captioner/average/weight-average'
import { writeHfFolder } from '../../captioner/export-files'
import { openCaptioner, type Captioner } from '../../captioner/open-captioner'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import { chooseDevice } from '../../runtime/devices/choose-device'
import type { TaskFunction } from './task'

/**
 * Averages captioners into a new one, LoRA's additions worked in. What is not the same in all of
 * them is refused before any weights are read.
 */
export const averageCaptioners: TaskFunction<'averageCaptioners'> = async (input, { yieldNow }) => {
  const candidates: { name: string; captioner: Captioner }[] = []
  for (const { name, captioner } of input.candidates) {
    candidates.push({ name, captioner: await openCaptioner(captioner) })
  }
  const [first] = candidates
  if (!first) throw new AppError('input.invalid', { field: 'candidates', detail: 'none is named' })
  for (const other of candidates.slice(1)) requireAlike(first, other)
  const captioners = candidates.map(({ captioner }) => captioner)

  const { weights, ...chosen } =
    input.judgedBy === null
      ? await averageOfAll(captioners, yieldNow)
      : await chooseGreedily(captioners, {
          runDir: input.judgedBy,
          device: await chooseDevice(input.device),
          yieldNow
        })
  const { normalizeEmbeddings, endOfText, retrieval, gptDir } = first.captioner
  const clip = first.captioner.clip?.encoder ? first.captioner.clip : input.clip
  await writeHfFolder(
    input.folder,
    weights,
    { gptDir },
    {
      format: 1,
      normalizeEmbeddings,
      endOfText,
      ...(retrieval && { retrieval }),
      clip,
      averageOf: chosen.taken.flatMap((place) => candidates[place]?.name ?? [])
    }
  )
  return {
    candidates: candidates.map(({ name }, place) => ({
      name,
      loss: chosen.losses[place] ?? null,
      taken: chosen.taken.includes(place)
    })),
    loss: chosen.loss
  }
}

/** Without LoRA's factors, which are worked in: so runs with and without them go together. */
async function plainWeights(captioner: Captioner): Promise<Weights> {
  const weights = await captioner.load()
  const names = [...captionerParameterShapes(captioner.shape).keys()]
  return Object.fromEntries(names.flatMap((name) => (weights[name] ? [[name, weights[name]]] : [])))
}

async function averageOfAll(
  captioners: readonly Captioner[],
  yieldNow: () => Promise<void>
): Promise<Omit<Soup, 'loss'> & { loss: null }> {
  const average = new WeightAverage()
  for (const captioner of captioners) {
    await yieldNow()
    average.add(await plainWeights(captioner))
  }
  return { weights: average.mean(), losses: [], taken: [...captioners.keys()], loss: null }
}

async function chooseGreedily(
  captioners: readonly Captioner[],
  {
    runDir,
    device,
    yieldNow
  }: {
    runDir: string
    device: Awaited<ReturnType<typeof chooseDevice>>
    yieldNow: () => Promise<void>
  }
): Promise<Soup> {
  const [first] = captioners
  if (!first) throw new Error('there is a first captioner')
  const judge = await ValidationJudge.open(runDir, first, device, yieldNow)
  try {
    return await greedySoup(
      captioners.length,
      (place) => plainWeights(captioners[place] ?? first),
      (weights) => judge.loss(weights)
    )
  } finally {
    await judge.release()
  }
}
