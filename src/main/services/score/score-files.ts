import type { EngineTasks } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { EngineClient } from '../engine-client/engine-client'
import { readInput } from '../import/read-input'

export type Scores = EngineTasks['score']['output']

/**
 * Scores the first caption that the file `hypotheses` gives each picture against all captions of
 * `references`. Both are caption files of any format that the import reads. Throws what makes
 * either unreadable, `score.unmatched` where a picture stands in one of them alone, and
 * `score.empty` where there is nothing to score.
 */
export async function scoreFiles(
  engine: EngineClient,
  files: { references: string; hypotheses: string }
): Promise<Scores> {
  const references = await readCaptions(files.references)
  const hypotheses = await readCaptions(files.hypotheses)
  requireAll(references, hypotheses, files.hypotheses)
  requireAll(hypotheses, references, files.references)
  const items = [...references].map(([name, captions]) => ({
    hypothesis: hypotheses.get(name)?.[0] ?? '',
    references: captions
  }))
  if (items.length === 0) throw new AppError('score.empty', { path: files.references })
  return engine.run('score', { rounds: 0, seed: 0, perItem: false }, { feed: [items] })
}

/** The captions of each picture, by its name. */
async function readCaptions(path: string): Promise<Map<string, string[]>> {
  const input = await readInput({ path, format: 'auto' })
  if (input.kind !== 'images') {
    throw new AppError('import.wrong-shape', { path, format: 'viecap4h' })
  }
  const captions = new Map<string, string[]>()
  for (const { image, captions: texts } of input.records) {
    const before = captions.get(image) ?? []
    captions.set(image, [...before, ...texts.map((text) => text.normalize('NFC'))])
  }
  return captions
}

/** Refuses a picture of `some` that the file `path`, read as `others`, does not caption. */
function requireAll(
  some: ReadonlyMap<string, unknown>,
  others: ReadonlyMap<string, readonly string[]>,
  path: string
): void {
  const missing = [...some.keys()].filter((name) => (others.get(name) ?? []).length === 0)
  const [first] = missing
  if (first !== undefined) {
    throw new AppError('score.unmatched', { path, name: first, count: missing.length })
  }
}
