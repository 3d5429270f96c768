import type { ExtraField } from '../../../../shared/domain'

/** An embedding of a file made elsewhere, with what the file says of whose it is. */
export interface EmbeddingRecord {
  /** Name of the image, or what the file calls the sentence by; '' where it does not say. */
  id: string
  /** The English sentence, where the file has it. */
  text: string | null
  /** The Vietnamese text that belongs to it, where the file has that. */
  target: string | null
  values: Float32Array
}

export type EmbeddingRecords = AsyncGenerator<EmbeddingRecord>

/** Counts what a file says beside its records, by name: there is no place to keep it. */
export class OtherFields {
  readonly #records = new Map<string, number>()

  note(name: string, records = 1): void {
    const listed = this.#records.has(name) || this.#records.size < MAX_NAMES ? name : '…'
    this.#records.set(listed, (this.#records.get(listed) ?? 0) + records)
  }

  list(): ExtraField[] {
    return [...this.#records].map(([field, records]) => ({ field, records }))
  }
}

/** Names that are told apart. */
const MAX_NAMES = 200
