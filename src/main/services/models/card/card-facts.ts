import { join } from 'node:path'
import type {
  CaptionerChoice,
  Checkpoint,
  DecodeOptions,
  EvaluateReport,
  RunConfig
} from '../../../../shared/domain'
import { runFiles, type TrainingItem } from '../../../../shared/engine-protocol'
import { readTextPieces } from '../../../base/files/regular-file'
import type { Library } from '../../../store/core/library'
import { getModel } from '../../../store/runs/models'
import { getRun } from '../../../store/runs/runs'
import { listEvaluations } from '../../evaluate/evaluations'
import { readManifest } from '../../hub/loaded-folder'
import { readFrozen } from '../../train/frozen-texts'
import { runModels } from '../../train/plan'
import { runDir } from '../../train/run-dir'
import { chooseCaptioner, findCheckpoint } from '../captioner'

/** What a run was trained on. */
export interface TrainedOn {
  captions: number
  /** Different images of the captions. */
  images: number
  pairs: number
  validationCaptions: number
}

/** What is known of a captioner. */
export interface CardFacts {
  name: string
  clip: string
  gpt: string | null
  /** Names on the hub of the models it was made from. */
  baseModels: string[]
  /** Of an average: the checkpoints that it was made of. */
  averageOf: readonly string[]
  /** Null for a registered captioner: its files do not say it. */
  run: { config: RunConfig; checkpoint: Checkpoint; data: TrainedOn } | null
  /** The newest of each split, profile and way of decoding. */
  evaluations: { params: DecodeOptions; report: EvaluateReport }[]
}

/** Gathers what a card says of a captioner. Throws as `chooseCaptioner`, or `run.not-frozen`. */
export async function cardFacts(library: Library, choice: CaptionerChoice): Promise<CardFacts> {
  const { name, clip } = chooseCaptioner(library, choice)
  const evaluations = evaluationsOf(library, choice)
  const { runId, checkpoint = 'best', modelId } = choice
  if (runId === undefined) {
    const { gptModelId, details } = getModel(library.read, modelId ?? 0)
    const averageOf = (details.kind === 'captioner' && details.averageOf) || []
    const gpt = gptModelId === null ? null : getModel(library.read, gptModelId)
    const baseModels = await namesOnHub([clip.path, ...(gpt ? [gpt.path] : [])])
    const names = { name, clip: clip.name, gpt: gpt?.name ?? null, baseModels }
    return { ...names, averageOf, run: null, evaluations }
  }
  const { config, name: called } = getRun(library.read, runId)
  const folder = runDir(library, runId)
  const frozen = await readFrozen(folder, runId)
  const { gpt } = runModels(library, config)
  return {
    name: called || runId,
    clip: frozen.clip.name,
    gpt: frozen.gpt.name,
    baseModels: await namesOnHub([clip.path, gpt.path]),
    averageOf: [],
    run: {
      config,
      checkpoint: findCheckpoint(library, runId, checkpoint),
      data: await countItems(join(folder, runFiles.items))
    },
    evaluations
  }
}

/** Those of the very same weights, made since these are there. */
function evaluationsOf(library: Library, choice: CaptionerChoice): CardFacts['evaluations'] {
  const { path } = chooseCaptioner(library, choice).source
  const { runId, checkpoint = 'best' } = choice
  const since = runId === undefined ? 0 : findCheckpoint(library, runId, checkpoint).createdAt
  const found = new Map<string, CardFacts['evaluations'][number]>()
  for (const { params, report, finishedAt } of listEvaluations(library)) {
    if (params.ensemble.length > 0) continue
    if (params.runId !== runId || finishedAt < since || pathOf(library, params) !== path) continue
    const { split, profile, decode } = params
    const key = JSON.stringify([split, profile, decode])
    if (!found.has(key)) found.set(key, { params: decode, report })
  }
  return [...found.values()]
}

/** Where the weights of an earlier choice are; null where they are no longer there. */
function pathOf(library: Library, choice: CaptionerChoice): string | null {
  try {
    return chooseCaptioner(library, choice).source.path
  } catch {
    return null
  }
}

/** `owner/name` of the folders that were loaded from the hub. */
async function namesOnHub(folders: readonly string[]): Promise<string[]> {
  const manifests = await Promise.all(folders.map((folder) => readManifest(folder)))
  return manifests.flatMap((manifest) => manifest?.model.split('@')[0] ?? [])
}

async function countItems(path: string): Promise<TrainedOn> {
  const counts = { captions: 0, pairs: 0, validationCaptions: 0 }
  const images = new Set<number>()
  let rest = ''
  for await (const piece of readTextPieces(path)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const item = JSON.parse(line) as TrainingItem
      if (item.row === null) continue
      if (item.split === 'val') counts.validationCaptions += Number(item.kind === 'caption')
      else if (item.kind === 'pair') counts.pairs += 1
      else {
        counts.captions += 1
        images.add(item.imageId)
      }
    }
  }
  return { ...counts, images: images.size }
}
