import type { ChangedText, DataDifference } from '../../../shared/domain'
import { viewerOf } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { getRun } from '../../store/runs/runs'
import { runDir } from '../train/run-dir'
import {
  compareTexts,
  frozenTexts,
  readFrozen,
  type FrozenTexts,
  type Texts
} from '../train/frozen-texts'

/** Texts shown of each difference. */
const SHOWN = 200

/**
 * How what each run was frozen with differs from what the first one was. Throws `run.not-frozen`
 * for a run that has not begun.
 */
export async function compareData(
  library: Pick<Library, 'read' | 'root'>,
  runIds: readonly string[]
): Promise<DataDifference[]> {
  const [first, ...others] = runIds
  if (first === undefined || others.length === 0) return []
  const base = await textsOf(library, first)
  const differences: DataDifference[] = []
  for (const runId of others) {
    const texts = await textsOf(library, runId)
    const captions = compareTexts(base.caption, texts.caption)
    const pairs = compareTexts(base.pair, texts.pair)
    const examples = [
      // What a run was frozen with is of everybody.
      ...(viewerOf(library.read) ? [] : changed('caption', base, texts, SHOWN)),
      ...changed('pair', base, texts, SHOWN)
    ].slice(0, SHOWN)
    const same = isSame(captions) && isSame(pairs)
    differences.push({ runId, same, captions, pairs, examples })
  }
  return differences
}

const isSame = ({ added, removed, edited }: DataDifference['captions']): boolean =>
  added + removed + edited === 0

async function textsOf(
  library: Pick<Library, 'read' | 'root'>,
  runId: string
): Promise<FrozenTexts> {
  const dir = runDir(library, getRun(library.read, runId).id)
  await readFrozen(dir, runId)
  return frozenTexts(dir)
}

function changed(
  kind: ChangedText['kind'],
  before: FrozenTexts,
  after: FrozenTexts,
  most: number
): ChangedText[] {
  const found: ChangedText[] = []
  for (const id of idsOf(before[kind], after[kind])) {
    const [then, now] = [before[kind].get(id) ?? null, after[kind].get(id) ?? null]
    if (then === now) continue
    const names = kind === 'caption' ? [after.imageNames, before.imageNames] : []
    const imageName = names.map((known) => known.get(id)).find((name) => name !== undefined) ?? null
    found.push({ kind, id, imageName, before: then, after: now })
    if (found.length === most) break
  }
  return found
}

/** Edited and removed ones first, as the first run has them. */
const idsOf = (before: Texts, after: Texts): Set<number> =>
  new Set([...before.keys(), ...after.keys()])
