import type { ImportParams, ImportReport } from '../../../shared/domain'
import type { EngineTasks } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { findImageOwner, pageSentences, type EmbeddingOwner } from '../../store/embedding-owners'
import { findEmbeddingSet } from '../../store/embedding-sets'
import { storeEmbeddings } from '../../store/embeddings'
import type { Library } from '../../store/library'
import { getModel } from '../../store/models'
import { sentenceHash } from '../../store/pairs'
import type { EngineClient } from '../engine-client/engine-client'
import { PauseSwitch } from '../engine-client/pause-switch'
import { Turns } from '../files/turns'
import { cleanSentence } from './clean-pair'
import { skip } from './formats/events'
import { rowsOf } from './rows-of'
import type { ImportOptions } from './run-import'
import { Tally } from './tally'
import { tidyCaption } from './tidy-caption'

type Rows = EngineTasks['readEmbeddings']['event']
type Owner = Rows['owners'][number]

/**
 * Takes embeddings made elsewhere into the set of the model that is said to have made them. Each
 * belongs to the picture of its id, or to the English sentence that it names or that its Vietnamese
 * text translates; those that belong to nothing in the library are named. What the set has already
 * stays; what is taken stays also where the import is cancelled. Throws `import.no-encoder`,
 * `import.embedding-width` and what makes the file unreadable.
 */
export async function importEmbeddings(
  library: Library,
  { path, encoder }: ImportParams,
  { engine, signal, report }: ImportOptions & { engine: EngineClient }
): Promise<ImportReport> {
  if (encoder === null) throw new AppError('import.no-encoder', { path })
  const model = getModel(library.read, encoder)
  if (model.details.kind !== 'clip') {
    throw new AppError('model.wrong-kind', { name: model.name, kind: model.kind, wanted: 'clip' })
  }
  const width = model.details.embeddingSize
  const tally = new Tally()
  const sentences = await readSentences(library, signal)
  let done = 0
  const onEvent = ({ owners, values }: Rows): void => {
    const found = owners.map((owner) => findOwner(library, owner, sentences))
    for (const [row, owner] of owners.entries()) {
      if (found[row]) continue
      const what = owner.text ?? (owner.id || (owner.target ?? ''))
      tally.skip(skip('embedding-unmatched', `record ${done + row + 1}`, what))
    }
    for (const kind of ['image', 'sentence'] as const) {
      const rows = found.flatMap((owner, row) => (owner?.kind === kind ? [{ ...owner, row }] : []))
      const count = () => findEmbeddingSet(library.read, model.weightsHash, kind)?.row_count ?? 0
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
  const input = { path, width }
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
  const turns = new Turns(signal)
  const keys = new Set<string>()
  const byTarget = new Map<string, string>()
  for (const { target, key } of rowsOf((after) => pageSentences(db, after, PAGE))) {
    keys.add(key)
    if (!byTarget.has(target)) byTarget.set(target, key)
    if (turns.over) await turns.next()
  }
  return { keys, byTarget }
}
