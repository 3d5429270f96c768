import { all, get, run, type WriteDb } from '../core/connection'

export type MergedEntity = 'image' | 'caption' | 'conflict'

/** Which rows of the library those of a part are: of those that the split took along, the same. */
export class RowNumbers {
  readonly #db: WriteDb
  readonly #part: string
  readonly #known = new Map<string, number>()
  readonly #taken = new Set<number>()

  constructor(db: WriteDb, part: string) {
    this.#db = db
    this.#part = part
    const rows = all<{ entity: MergedEntity; theirs: number; ours: number }>(
      db,
      'SELECT entity, theirs, ours FROM merged_row WHERE part = ?',
      part
    )
    for (const { entity, theirs, ours } of rows) this.#remember(entity, theirs, ours)
  }

  find(entity: MergedEntity, theirs: number): number | undefined {
    return this.#known.get(`${entity} ${theirs}`)
  }

  /** Whether one of our captions stands for one of theirs already. */
  isTaken(caption: number): boolean {
    return this.#taken.has(caption)
  }

  note(entity: MergedEntity, theirs: number, ours: number): number {
    run(
      this.#db,
      'INSERT OR REPLACE INTO merged_row (part, entity, theirs, ours) VALUES (?, ?, ?, ?)',
      this.#part,
      entity,
      theirs,
      ours
    )
    this.#remember(entity, theirs, ours)
    return ours
  }

  /** A number that no caption has had, and that no other one will get. */
  reserveCaption(): number {
    const db = this.#db
    const last = get<{ seq: number }>(db, "SELECT seq FROM sqlite_sequence WHERE name = 'caption'")
    const next = (last?.seq ?? 0) + 1
    const sql = last
      ? "UPDATE sqlite_sequence SET seq = ? WHERE name = 'caption'"
      : "INSERT INTO sqlite_sequence (seq, name) VALUES (?, 'caption')"
    run(db, sql, next)
    return next
  }

  #remember(entity: MergedEntity, theirs: number, ours: number): void {
    this.#known.set(`${entity} ${theirs}`, ours)
    if (entity === 'caption') this.#taken.add(ours)
  }
}
