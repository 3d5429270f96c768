import { join } from 'node:path'
import { runFiles, type FrozenConfig, type TrainingItem } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { readText, readTextPieces } from '../../base/files/regular-file'

/** Bytes that a run's configuration may have. */
const MAX_CONFIG_BYTES = 2 ** 26

/** Texts by the id of their caption or pair. */
export type Texts = Map<number, string>

export interface FrozenTexts {
  caption: Texts
  pair: Texts
  /** Names of the captions' images, by caption. */
  imageNames: Texts
}

/** The configuration that a run was frozen with. Throws `run.not-frozen`. */
export async function readFrozen(dir: string, runId: string): Promise<FrozenConfig> {
  const text = await readText(join(dir, runFiles.config), MAX_CONFIG_BYTES).catch(() => null)
  if (text === null) throw new AppError('run.not-frozen', { run: runId })
  return JSON.parse(text) as FrozenConfig
}

/** Texts that the run was frozen with. */
export async function frozenTexts(dir: string): Promise<FrozenTexts> {
  const texts: FrozenTexts = { caption: new Map(), pair: new Map(), imageNames: new Map() }
  let rest = ''
  // Not by readline, which breaks lines at U+2028 too; in pieces, so that the process answers.
  for await (const piece of readTextPieces(join(dir, runFiles.items))) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const item = JSON.parse(line) as TrainingItem
      if (item.kind === 'pair') texts.pair.set(item.pairId, item.text)
      else {
        texts.caption.set(item.captionId, item.text)
        texts.imageNames.set(item.captionId, item.imageName)
      }
    }
  }
  return texts
}

/** No text differs. */
export const sameTexts = { added: 0, removed: 0, edited: 0 }

/** How many texts came, went and changed between two sets of them. */
export function compareTexts(then: Texts, now: Texts): typeof sameTexts {
  const result = { ...sameTexts }
  for (const [id, text] of now) {
    if (!then.has(id)) result.added++
    else if (then.get(id) !== text) result.edited++
  }
  for (const id of then.keys()) if (!now.has(id)) result.removed++
  return result
}
