import { posix } from 'node:path'
import type { CaptioningScores } from '../../../shared/domain'
import type { ScoreItem } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { imageOfDraft } from '../../store/drafts'
import type { Library } from '../../store/library'
import { listReferences } from '../../store/references'
import type { EngineClient } from '../engine-client/engine-client'
import { readCaptions } from '../score/read-captions'
import { scoreItems } from '../score/score-items'
import { captioned, type Captioned } from './output/captioned'

/**
 * Scores what a job has captioned: against the caption file `references`, by the pictures' names,
 * or without one against what people wrote for them in the library. Pictures without a reference
 * are left out and counted. Throws `caption.no-references` where none has one.
 */
export async function scoreCaptioning(
  { library, engine }: { library: Library; engine: EngineClient },
  jobId: number,
  references: string | null
): Promise<CaptioningScores> {
  const find = references === null ? fromLibrary(library) : await fromFile(references)
  let unmatched = 0
  async function* items(): AsyncGenerator<ScoreItem> {
    for await (const item of captioned(library, jobId)) {
      const texts = find(item)
      if (texts.length === 0) unmatched += 1
      else yield { hypothesis: item.text, references: texts }
    }
  }
  const scores = await scoreItems(engine, items())
  if (scores.items === 0) throw new AppError('caption.no-references')
  return { ...scores, unmatched }
}

type FindReferences = (item: Captioned) => readonly string[]

function fromLibrary({ read }: Library): FindReferences {
  return (item) => {
    const imageId = imageOfDraft(read, item)
    return imageId === null ? [] : listReferences(read, imageId)
  }
}

/** A file knows pictures by their path inside its folder, or by their bare name. */
async function fromFile(path: string): Promise<FindReferences> {
  const captions = await readCaptions(path)
  return ({ file }) => {
    const name = file.normalize('NFC')
    return captions.get(name) ?? captions.get(posix.basename(name)) ?? []
  }
}
