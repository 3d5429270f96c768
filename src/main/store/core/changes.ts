import type { DataEntity } from '../../../shared/domain'

/** What a change of the library can touch that somebody sees. */
export type ChangedEntity = DataEntity | 'runs' | 'jobs'

/** What a commit has changed. */
export interface Changes {
  entities: ReadonlySet<ChangedEntity>
  /** Those of which rows were added or removed, or may have been. */
  resized: ReadonlySet<ChangedEntity>
}

export type ChangeListener = (changes: Changes) => void

/** The tables and what they hold; null where what is seen is in other tables, written with them. */
export const entityOfTable: Readonly<Record<string, ChangedEntity | null>> = {
  image: 'images',
  image_tag: 'images',
  caption: 'captions',
  caption_origin: 'captions',
  pair: 'pairs',
  model: 'models',
  saved_filter: 'filters',
  embedding_set: 'embeddings',
  embedding: 'embeddings',
  embedding_failure: 'embeddings',
  evaluated_image: 'evaluations',
  evaluated_caption: 'evaluations',
  duplicate: 'duplicates',
  check_settings: 'checks',
  review_settings: 'checks',
  work_list: 'assignments',
  work_member: 'assignments',
  assignment: 'assignments',
  run: 'runs',
  metric_point: 'runs',
  sample: 'runs',
  checkpoint: 'runs',
  cluster_task: 'runs',
  cluster_work: 'jobs',
  job: 'jobs',
  captioning: 'jobs',
  ledger: 'jobs',
  library_identity: null,
  import: null,
  imported_caption: null,
  removed_caption: null,
  extra: null,
  change_group: null,
  revision: null,
  picture_hash: null,
  library_part: null,
  library_merge: null,
  merged_row: null,
  image_text: null,
  image_name: null,
  pair_text: null
}

/** What a statement changes. */
export interface Written {
  entity: ChangedEntity
  resizes: boolean
}

const WRITING = /^\s*(INSERT|REPLACE|UPDATE|DELETE)(?:\s+OR\s+\w+)?\s+(?:INTO\s+|FROM\s+)?(\w+)/i

/** What a statement changes; null where it reads, or writes what nobody sees. */
export function writtenBy(sql: string): Written | null {
  const [, verb, table] = WRITING.exec(sql) ?? []
  const entity = table === undefined ? null : entityOfTable[table]
  return entity ? { entity, resizes: verb?.toUpperCase() !== 'UPDATE' } : null
}

interface Noted {
  entities: Set<ChangedEntity>
  resized: Set<ChangedEntity>
}

const nothing = (): Noted => ({ entities: new Set(), resized: new Set() })

/** Tells listeners what the transactions of a connection have changed, once they are committed. */
export class ChangeTeller {
  /** Whether a commit waits for the disk. */
  flushes = true
  readonly #listeners = new Set<ChangeListener>()
  /** Of the transaction under way. */
  #noted = nothing()
  /** Of commits that are announced later, together. */
  #held = nothing()
  #holders = 0

  /** Calls `listener` after each commit that changed something; returns how to stop it. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  note({ entity, resizes }: Written): void {
    this.#noted.entities.add(entity)
    if (resizes) this.#noted.resized.add(entity)
  }

  committed(): void {
    if (this.#noted.entities.size === 0) return
    const changes = this.#noted
    this.#noted = nothing()
    if (this.flushes || this.#holders === 0) return this.#tell(changes)
    for (const entity of changes.entities) this.#held.entities.add(entity)
    for (const entity of changes.resized) this.#held.resized.add(entity)
  }

  rolledBack(): void {
    this.#noted = nothing()
  }

  /**
   * Until what is returned is called, commits that do not wait for the disk are not announced: then all
   * of them are, as one. Those of others, which do wait, are announced as usual.
   */
  hold(): () => void {
    this.#holders += 1
    return () => {
      this.#holders -= 1
      if (this.#holders > 0 || this.#held.entities.size === 0) return
      const changes = this.#held
      this.#held = nothing()
      this.#tell(changes)
    }
  }

  #tell(changes: Changes): void {
    for (const listener of this.#listeners) listener(changes)
  }
}
