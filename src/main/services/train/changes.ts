import type { DataChanges } from '../../../shared/domain'
import { getRun } from '../../store/runs/runs'
import type { LikePlace } from '../similar/resolve-like'
import { withImagesFound } from './images-found'
import { captionParts } from './data-parts'
import { runDir } from './run-dir'
import { usedPairs } from './used-pairs'
import { compareTexts, frozenTexts, readFrozen, sameTexts, type Texts } from './frozen-texts'

/**
 * What of the training and validation data differs now from what a run was frozen with. Throws
 * `run.not-frozen` for a run that has not begun.
 */
export async function runChanges(place: LikePlace, runId: string): Promise<DataChanges> {
  const { library } = place
  const { id, config: asked } = getRun(library.read, runId)
  const dir = runDir(library, id)
  const frozen = await readFrozen(dir, runId)
  if (frozen.dataVersion === (await library.reader.ask('dataVersion'))) {
    return { same: true, captions: sameTexts, pairs: sameTexts }
  }
  const config = await withImagesFound(place, asked)
  const then = await frozenTexts(dir)
  const captions: Texts = new Map()
  for (const { args } of captionParts(config)) {
    for await (const rows of library.reader.rows('trainingCaptions', ...args)) {
      for (const { captionId, text } of rows) captions.set(captionId, text)
    }
  }
  const pairs: Texts = new Map()
  for await (const { pairId, text } of usedPairs(library, config, { gone: true })) {
    pairs.set(pairId, text)
  }
  const counts = {
    captions: compareTexts(then.caption, captions),
    pairs: compareTexts(then.pair, pairs)
  }
  const changed = [counts.captions, counts.pairs].some(
    ({ added, removed, edited }) => added + removed + edited > 0
  )
  return { same: !changed, ...counts }
}
