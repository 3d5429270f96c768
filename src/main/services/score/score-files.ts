import type { EngineTasks, ItemScores } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { EngineClient } from '../engine-client/engine-client'
import { findFileTarget } from '../../base/files/output-target'
import { writeOutput } from '../../base/files/write-output'
import { readCaptions } from './read-captions'
import { scoreItems, type ScoreOptions } from './score-items'

export interface FilesToScore {
  references: string
  hypotheses: string
  /** File to write each image's own figures to, one JSON line an image. */
  perItem?: string | undefined
  /** Whether that file may be replaced. */
  overwrite?: boolean | undefined
}

/**
 * Scores the first caption that the file `hypotheses` gives each image against all captions of
 * `references`. Both are caption files of any format that the import reads. Throws what makes
 * either unreadable, `score.unmatched` where an image stands in one of them alone, and
 * `score.empty` where there is nothing to score; of a file that cannot be written before any work.
 */
export async function scoreFiles(
  engine: EngineClient,
  files: FilesToScore,
  options: Omit<ScoreOptions, 'onItems'> = {}
): Promise<EngineTasks['score']['output']> {
  const { overwrite = false } = files
  if (files.perItem !== undefined) await findFileTarget(files.perItem, overwrite)
  const references = await readCaptions(files.references)
  const hypotheses = await readCaptions(files.hypotheses, files.references)
  requireAll(references, hypotheses, files.hypotheses)
  requireAll(hypotheses, references, files.references)
  if (references.size === 0) throw new AppError('score.empty', { path: files.references })
  const names = [...references.keys()]
  const items = names.map((name) => ({
    hypothesis: hypotheses.get(name)?.[0] ?? '',
    references: references.get(name) ?? []
  }))
  if (files.perItem === undefined) return scoreItems(engine, items, options)
  const lines: string[] = []
  const onItems = ({ first, values }: ItemScores): void => {
    for (let place = 0; 6 * place < values.length; place++) {
      const figures = values.subarray(6 * place, 6 * (place + 1))
      lines.push(lineOf(names[first + place] ?? '', items[first + place]?.hypothesis, figures))
    }
  }
  const scores = await scoreItems(engine, items, { ...options, onItems })
  await writeOutput(files.perItem, lines.join(''), { overwrite })
  return scores
}

function lineOf(image: string, caption: string | undefined, figures: Float64Array): string {
  const [bleu1, bleu2, bleu3, bleu4, rougeL, ciderD] = figures
  return JSON.stringify({ image, caption, bleu1, bleu2, bleu3, bleu4, rougeL, ciderD }) + '\n'
}

/** Refuses an image of `some` that the file `path`, read as `others`, does not caption. */
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
