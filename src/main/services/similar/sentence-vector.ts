import type { ErrorInfo, Model } from '../../../shared/domain'
import { fromErrorInfo } from '../../../shared/errors'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import type { EngineClient } from '../engine-client/engine-client'

/** Vectors of the sentences that were searched for last, by encoder and sentence. */
const kept = new Map<string, Promise<Float32Array>>()
const MAX_KEPT = 200

/**
 * The embedding [embeddingSize] of a sentence by an encoder; made once. Throws what embedding it
 * throws, such as `sentence.too-long`.
 */
export function sentenceVector(
  { engine, device }: { engine: EngineClient; device: DeviceChoice },
  model: Model,
  text: string
): Promise<Float32Array> {
  const key = `${model.encoders.sentence?.key ?? model.weightsHash} ${text}`
  const vector = kept.get(key) ?? embed({ engine, device }, model, text)
  kept.delete(key)
  kept.set(key, vector)
  // Another time it may work.
  vector.catch(() => kept.delete(key))
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break
    kept.delete(oldest)
  }
  return vector
}

async function embed(
  { engine, device }: { engine: EngineClient; device: DeviceChoice },
  model: Model,
  text: string
): Promise<Float32Array> {
  const made: Float32Array[] = []
  const failed: ErrorInfo[] = []
  const input = { clip: model.path, device, sentences: [{ id: 0, text }], keepOpen: true }
  await engine.run('embedSentences', input, {
    onEvent(event) {
      if (event.type === 'failed') failed.push(event.error)
      else made.push(event.values)
    }
  })
  const [vector] = made
  if (vector) return vector
  throw failed[0] ? fromErrorInfo(failed[0]) : new Error('the engine gave no vector')
}
