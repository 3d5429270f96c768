import { createHash } from 'node:crypto'
import { stopTextOf, usesOption } from '../../../../shared/decode-settings'
import type { ComputedWeights, DecodeOptions } from '../../../../shared/domain'
import type { EngineClient } from '../../engine-client/engine-client'
import type { ChosenCaptioner } from '../../models/captioner'

/** Options of later versions where they change nothing: captions of earlier versions stay valid. */
const unchanging = new Map<string, unknown>([
  ['samples', 1],
  ['choice', 'score'],
  ['projectionTemperature', 0]
])

/**
 * SHA-256 of all that a caption depends on but the image: the captioner's weights, what makes
 * the vectors of images, and the options that the search uses.
 */
export async function captionerSettings(
  engine: EngineClient,
  [{ source, clip }, ...others]: readonly [ChosenCaptioner, ...ChosenCaptioner[]],
  { decode, weights }: { decode: DecodeOptions; weights: ComputedWeights }
): Promise<string> {
  const { weightsHash, details } = await engine.run('checkModel', source)
  const hashes: unknown[] = []
  for (const other of others) hashes.push(await weightsOf(engine, other))
  const endOfText = details.kind === 'captioner' && details.endOfText === true
  const stopText = stopTextOf(decode, { endOfText })
  const used = Object.entries({ ...decode, stopText }).filter(
    ([key, value]) =>
      usesOption(decode, key as keyof DecodeOptions) && value !== unchanging.get(key)
  )
  const hasMemory =
    source.trainedIn !== undefined || (details.kind === 'captioner' && details.memory === true)
  const digest = createHash('sha256')
  digest.update(
    JSON.stringify({
      weightsHash,
      normalizeEmbeddings: 'normalizeEmbeddings' in details && details.normalizeEmbeddings,
      encoder: clip.encoders.image?.key,
      // Captions of versions that had float32 alone stay valid.
      ...(weights !== 'float32' && { weights }),
      ...(decode.choice === 'cider' && { trainedIn: hasMemory }),
      ...(decode.choice === 'clip' && { texts: [clip.encoders.sentence?.key, hasMemory] }),
      // The mean over an ensemble is the same in any order, but its first captioner decides more.
      ...(hashes.length > 0 && { ensemble: hashes }),
      decode: Object.fromEntries(used.sort(([a], [b]) => (a < b ? -1 : 1)))
    })
  )
  return digest.digest('hex')
}

/** What a further captioner of an ensemble adds to a caption. */
async function weightsOf(engine: EngineClient, { source }: ChosenCaptioner) {
  const { weightsHash, details } = await engine.run('checkModel', source)
  return [weightsHash, 'normalizeEmbeddings' in details && details.normalizeEmbeddings]
}
