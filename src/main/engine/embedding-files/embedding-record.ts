/** An embedding of a file made elsewhere, with what the file says of whose it is. */
export interface EmbeddingRecord {
  /** Name of the picture, or what the file calls the sentence by; '' where it does not say. */
  id: string
  /** The English sentence, where the file has it. */
  text: string | null
  /** The Vietnamese text that belongs to it, where the file has that. */
  target: string | null
  values: Float32Array
}

export type EmbeddingRecords = AsyncGenerator<EmbeddingRecord>
