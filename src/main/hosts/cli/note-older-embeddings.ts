import type { Session } from './session'

/** Says where vectors of an earlier version are to be made again by an encoder, and why. */
export async function noteOlderEmbeddings(
  { api, output }: Session,
  modelId: number
): Promise<void> {
  const status = (await api.embeddings.status()).find((one) => one.modelId === modelId)
  const older = (status?.images.older ?? 0) + (status?.sentences.older ?? 0)
  if (older === 0) return
  output.note(
    `${older} embeddings made by an earlier version are kept but not used, because it did not record their preprocessing or tokenizer; they are computed again`
  )
}
