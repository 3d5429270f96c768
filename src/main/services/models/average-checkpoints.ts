import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AverageParams, AverageReport, Checkpoint } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { writeError } from '../../base/files/file-error'
import { newPartName, removeLeftovers } from '../../base/files/part-name'
import { syncFolder } from '../../base/files/sync-folder'
import type { Library } from '../../store/core/library'
import { listCheckpoints } from '../../store/runs/run-records'
import { getRun } from '../../store/runs/runs'
import { runModels } from '../train/plan'
import { runDir } from '../train/run-dir'
import type { Workbench } from '../workbench/workbench'
import { addModel } from './models'

/** Where averages are, in the library's folder. */
const FOLDER = 'averages'

/**
 * Averages checkpoints of runs into a captioner in the library's `averages/` and registers it. Its
 * folder is there as a whole or not at all. Throws `run.too-few-checkpoints`, `captioner.unlike`,
 * `run.nothing-to-judge` or `file.unwritable`.
 */
export async function averageCheckpoints(
  workbench: Pick<Workbench, 'library' | 'engine' | 'device'>,
  params: AverageParams,
  signal?: AbortSignal
): Promise<AverageReport> {
  const { library, engine, device } = workbench
  const [first = ''] = params.runIds
  const { clip } = runModels(library, getRun(library.read, first).config)
  const chosen = chooseCheckpoints(library, params)
  const home = join(library.root, FOLDER)
  await mkdir(home, { recursive: true }).catch((error: unknown) => {
    throw writeError(home, error)
  })
  const part = join(home, newPartName())
  try {
    await removeLeftovers(home)
    const { candidates, loss } = await engine.run(
      'averageCaptioners',
      {
        candidates: chosen.map(({ runId, step, path }) => ({
          name: `${runId}:${step}`,
          captioner: { path: join(library.root, path) }
        })),
        judgedBy: params.take.kind === 'greedy' ? runDir(library, first) : null,
        clip: { name: clip.name, weightsHash: clip.weightsHash, encoder: clip.encoders.image },
        device,
        folder: part
      },
      { signal }
    )
    const path = await freePlace(home, params)
    await rename(part, path)
    await syncFolder(home)
    const model = await addModel(workbench, { path, clipModelId: clip.id })
    return { model, candidates, loss }
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** The checkpoints to choose from, each once. */
function chooseCheckpoints(library: Library, { runIds, take }: AverageParams): Checkpoint[] {
  const runs = [...new Set(runIds)].map((id) =>
    listCheckpoints(library.read, getRun(library.read, id).id)
  )
  const judged = runs.flat().filter(({ valLoss }) => valLoss !== null)
  const chosen =
    take.kind === 'last'
      ? runs.flatMap((checkpoints) => checkpoints.slice(-take.count))
      : take.kind === 'best'
        ? judged.sort((a, b) => (a.valLoss ?? 0) - (b.valLoss ?? 0)).slice(0, take.count)
        : runs.flat()
  const wanted =
    take.kind === 'greedy'
      ? 2
      : Math.max(2, take.kind === 'last' ? runs.length * take.count : take.count)
  if (chosen.length >= wanted) return chosen
  throw new AppError('run.too-few-checkpoints', {
    wanted,
    found: chosen.length,
    runs: runIds.join(', ')
  })
}

/** A folder named after what is in it, with a number behind it where there is one already. */
async function freePlace(home: string, { runIds, take }: AverageParams): Promise<string> {
  const [first = '', ...others] = runIds
  const runs = others.length === 0 ? first : `${first}-and-${others.length}-more`
  const name = `${runs}-${take.kind}${take.kind === 'greedy' ? '' : `-${take.count}`}`
  for (let number = 1; ; number++) {
    const path = join(home, number === 1 ? name : `${name}-${number}`)
    if (!(await isThere(path))) return path
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )
