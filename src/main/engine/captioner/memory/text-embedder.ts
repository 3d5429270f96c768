/** Embeds Vietnamese texts in the space of an encoder's images. */
export interface TextEmbedder {
  /** Embeddings [embeddingSize] of the texts, in their order; null for one that has none. */
  embed(texts: readonly string[]): Promise<(Float32Array | null)[]>
  close(): Promise<void>
}
