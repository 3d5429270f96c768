import type { ImportParams, ImportReport } from '../../../shared/domain'
import type { EngineTasks } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import {
  findImageOwner,
  pageSentences,
  type EmbeddingOwner
} from '../../store/embeddings/embedding-owners'
import { findEmbeddingSet } from '../../store/embeddings/embedding-sets'
import { storeEmbeddings } from '../../store/embeddings/embeddings'
import type { Library } from '../../store/core/library'
import { sentenceHash } from '../../store/pairs/pairs'
import type { EngineClient } from '../engine-client/engine-client'
import { PauseSwitch } from '../engine-client/pause-switch'
import { Yielder } from '../../base/yielder'
import { seenAs } from '../models/image-orientation'
import { refreshClipDetails } from '../models/refresh-clip-details'
import { modelOfKind } from '../models/models'
import { cleanSentence } from './clean-pair'
import { skip } from './formats/events'
import { rowsOf } from './rows-of'
import type { ImportOptions } from './run-import'
import { Tally } from './tally'
import { tidyCaption } from './tidy-caption'

type Rows = EngineTasks['readEmbeddings']['event']
type Owner = Extract<Rows, { type: 'embeddings' }>['owners'][number]

/**
 * Takes embeddings made elsewhere into the set of the model that is said to have made them. Each
 * belongs to the image of its id, or to the English sentence that it names or that its Vietnamese
 * text translates; those that belong to nothing in the library are named. What the set has already
 * stays; what is taken stays also where the import is cancelled. Throws `import.no-encoder`,
 * `import.embedding-width` and what makes the file unreadable.
 */
export async function importEmbeddings(
  library: Library,
  { path, encoder }: ImportParams,
  { engine, signal, report }: Omit<ImportOptions, 'images'> & { engine: EngineClient }
): Promise<ImportReport> {
  if (encoder === null) throw new AppError('import.no-encoder', { path })
  const clip = await refreshClipDetails({ library, engine }, modelOfKind(library, encoder, 'clip'))
  // The file may say, before its first row, that it has images as they are stored.
  let model = clip
  if (model.details.kind !== 'clip') throw new Error('a CLIP has the details of one')
  const width = model.details.embeddingSize
  const tally = new Tally()
  const sentences = await readSentences(library, signal)
  let done = 0
  const onEvent = (event: Rows): void => {
    if (event.type === 'orientation') {
      model = seenAs(clip, event.orientation)
      return
    }
    const { owners, values } = event
    const found = owners.map((owner, row) => {
      const finite = values.subarray(row * width, (row + 1) * width).every(Number.isFinite)
      const match = finite ? findOwner(library, owner, sentences) : null
      if (match) return match
      const what = owner.text ?? (owner.id || (owner.target ?? ''))
      const reason = finite ? 'embedding-unmatched' : 'embedding-not-finite'
      tally.skip(skip(reason, `record ${done + row + 1}`, what))
      return null
    })
    for (const kind of ['image', 'sentence'] as const) {
      const rows = found.flatMap((owner, row) => (owner?.kind === kind ? [{ ...owner, row }] : []))
      const count = () => findEmbeddingSet(library.read, model, kind)?.row_count ?? 0
      const before = count()
      const kept = new Float32Array(rows.length * width)
      for (const [place, { row }] of rows.entries()) {
        kept.set(values.subarray(row * width, (row + 1) * width), place * width)
      }
      if (rows.length > 0) {
        const keys = rows.map(({ key }) => key)
        storeEmbeddings(library, model, kind, keys, kept, width)
      }
      const added = count() - before
      tally.embeddings.added += added
      tally.embeddings.unchanged += rows.length - added
    }
    done += owners.length
    report({ phase: 'importing', done, total: null })
  }
  const pause = new PauseSwitch()
  const input = { path, width, model: { name: clip.name, encoders: clip.encoders } }
  const { others } = await engine.run('readEmbeddings', input, { signal, pause, onEvent })
  for (const { field, records } of others) tally.leave([field], records)
  const { added, unchanged } = tally.embeddings
  tally.requireSomething(path, added + unchanged)
  return tally.report('embeddings', null)
}

/** The English sentences of the library, by the keys of their embeddings. */
interface Sentences {
  keys: ReadonlySet<string>
  /** By the Vietnamese side; of those that stand twice the first. */
  byTarget: ReadonlyMap<string, string>
}

function findOwner(
  { read: db }: Library,
  { id, text, target }: Owner,
  { keys, byTarget }: Sentences
): EmbeddingOwner | null {
  const sentence = (key: string | undefined): EmbeddingOwner | null =>
    key !== undefined && keys.has(key) ? { kind: 'sentence', key } : null
  if (text !== null) return sentence(sentenceHash(tidyCaption(text)))
  const named = id === '' ? null : (findImageOwner(db, id) ?? sentence(sentenceHash(id)))
  if (named || target === null) return named
  return sentence(byTarget.get(tidyCaption(cleanSentence(target))))
}

/** Pairs that are read together. */
const PAGE = 500

async function readSentences({ read: db }: Library, signal: AbortSignal): Promise<Sentences> {
  const yielder = new Yielder(signal)
  const keys = new Set<string>()
  const byTarget = new Map<string, string>()
  for (const { target, key } of rowsOf((after) => pageSentences(db, after, PAGE))) {
    keys.add(key)
    if (!byTarget.has(target)) byTarget.set(target, key)
    if (yielder.due) await yielder.yieldNow()
  }
  return { keys, byTarget }
}
