import { join } from 'node:path'
import type { ImageRef } from '../../../../shared/engine-protocol'
import { toErrorInfo } from '../../../../shared/errors'
import { Outstanding } from '../../captioning/outstanding'
import { requireSameImage } from './same-image'
import { captionerFolder, CLIP, type ShardItem, type ShardWork } from './shard-files'
import type { ShardPlace } from './work-on-shard'

/** Images in the engine's hands. */
const OUTSTANDING = 128

/** Captions the items of a shard as a captioning job does: by their numbers, which sampling draws by. */
export async function captionItems(
  { engine, device, signal, onLine }: ShardPlace,
  { models, orientation, captioners, decode, weights }: Extract<ShardWork, { kind: 'caption' }>,
  items: readonly ShardItem[]
): Promise<void> {
  const outstanding = new Outstanding(OUTSTANDING)
  const idsOf = new Map(items.map(({ ids }) => [ids[0] ?? 0, ids]))
  async function* feed(): AsyncGenerator<ImageRef[]> {
    for (const item of items) {
      const { ids, path } = item
      const [id = 0] = ids
      await outstanding.room()
      try {
        const facts = await requireSameImage(item, signal)
        outstanding.give(id, { facts, before: 'waiting' })
      } catch (error) {
        signal.throwIfAborted()
        onLine({ type: 'failed', ids, error: toErrorInfo(error) })
        continue
      }
      yield [{ id, path }]
    }
  }
  const [first, ...others] = captioners.map((name, number) => ({
    name,
    captioner: { path: join(models, captionerFolder(number)) }
  }))
  if (!first) return
  const input = { ...first, ensemble: others, clip: join(models, CLIP), orientation }
  try {
    await engine.run(
      'caption',
      { ...input, device, decode, weights },
      {
        signal,
        feed: feed(),
        onEvent(event) {
          outstanding.take(event.id)
          const ids = idsOf.get(event.id) ?? [event.id]
          onLine(
            event.type === 'caption'
              ? { type: 'caption', ids, text: event.text, score: event.score }
              : { type: 'failed', ids, error: event.error }
          )
        }
      }
    )
  } finally {
    outstanding.close()
  }
}
