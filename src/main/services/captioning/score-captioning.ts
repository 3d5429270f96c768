import { posix } from 'node:path'
import type { CaptioningScores, ScoringChoice } from '../../../shared/domain'
import type { ScoreItem } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { imageOfDraft } from '../../store/captions/drafts'
import { itemExportName } from '../../store/images/export-names'
import type { Library } from '../../store/core/library'
import { listReferences } from '../../store/captions/references'
import type { EngineClient } from '../engine-client/engine-client'
import { readCaptions } from '../score/read-captions'
import { scoreItems } from '../score/score-items'
import { captioned, type Captioned } from './output/captioned'

/**
 * Scores what a job has captioned: against the caption file `references`, by the images' names,
 * or without one against what people wrote for them in the library. Images without a reference
 * are left out and counted. Throws `caption.no-references` where none has one.
 */
export async function scoreCaptioning(
  { library, engine }: { library: Library; engine: EngineClient },
  jobId: number,
  references: string | null,
  scoring: ScoringChoice
): Promise<CaptioningScores> {
  const find =
    references === null ? fromLibrary(library) : await fromFile(library, jobId, references)
  let unmatched = 0
  async function* items(): AsyncGenerator<ScoreItem> {
    for await (const item of captioned(library, jobId)) {
      const texts = find(item)
      if (texts.length === 0) unmatched += 1
      else yield { hypothesis: item.text, references: texts }
    }
  }
  const scores = await scoreItems(engine, items(), { scoring, library: library.read })
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

/**
 * A file knows images by the names that exports give them, or by their bare names where one
 * image of the job alone can be meant.
 */
async function fromFile(library: Library, jobId: number, path: string): Promise<FindReferences> {
  const captions = await readCaptions(path)
  const nameOf = ({ index: id, file, path }: Captioned): string =>
    itemExportName(library.read, jobId, { id, name: file, path }).normalize('NFC')
  const sharers = new Map<string, number>()
  for await (const item of captioned(library, jobId)) {
    const bare = posix.basename(nameOf(item))
    if (captions.has(bare)) sharers.set(bare, (sharers.get(bare) ?? 0) + 1)
  }
  return (item) => {
    const name = nameOf(item)
    const bare = posix.basename(name)
    return captions.get(name) ?? (sharers.get(bare) === 1 ? captions.get(bare) : undefined) ?? []
  }
}
