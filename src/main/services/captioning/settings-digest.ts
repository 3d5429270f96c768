import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { usesOption } from '../../../shared/decode-settings'
import type { DecodeOptions } from '../../../shared/domain'
import type { EngineClient } from '../engine-client/engine-client'
import type { ChosenCaptioner } from '../models/captioner'

/**
 * SHA-256 of all that a caption depends on but the picture: the captioner's weights, the CLIP model
 * with its preprocessing, and the options that the search uses.
 */
export async function settingsDigest(
  engine: EngineClient,
  { source, clip }: ChosenCaptioner,
  decode: DecodeOptions
): Promise<string> {
  const { weightsHash, details } = await engine.run('checkModel', source)
  const used = Object.entries(decode).filter(([key]) =>
    usesOption(decode.method, key as keyof DecodeOptions)
  )
  const digest = createHash('sha256')
  digest.update(
    JSON.stringify({
      weightsHash,
      normalizeEmbeddings: 'normalizeEmbeddings' in details && details.normalizeEmbeddings,
      clip: clip.weightsHash,
      decode: Object.fromEntries(used.sort(([a], [b]) => (a < b ? -1 : 1)))
    })
  )
  // A CLIP folder may do without; the engine then takes OpenAI's numbers.
  digest.update(await readFile(join(clip.path, 'preprocessor_config.json')).catch(() => ''))
  return digest.digest('hex')
}
