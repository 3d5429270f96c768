import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { toErrorInfo } from '../../../../shared/errors'
import { writeFileAtomic } from '../../../base/files/replace-file'
import { requireSameImage } from './same-image'
import { CLIP, shardFiles, type ShardItem, type ShardWork } from './shard-files'
import { vectorFile } from './shard-log'
import type { ShardPlace } from './work-on-shard'

/** Images that the encoder is opened for, and looked at together before. */
const AT_ONCE = 4096
const LOOKED_AT = 16
/** Vectors of one file: about two megabytes of the usual widths. */
const TOGETHER = 1024

interface Vectors {
  keys: string[]
  values: Float32Array[]
  dim: number
}

/** Embeds the items of a shard into files; `files` are there from earlier attempts. */
export async function embedItems(
  place: ShardPlace,
  { models, orientation, encoder }: Extract<ShardWork, { kind: 'embed' }>,
  { items, files }: { items: readonly ShardItem[]; files: number }
): Promise<void> {
  const { engine, device, dir, signal, onLine } = place
  await mkdir(join(dir, shardFiles.vectors), { recursive: true })
  let open: Vectors = { keys: [], values: [], dim: 0 }
  let number = files
  let writing = Promise.resolve()
  const flush = () => {
    const { keys, values, dim } = open
    if (keys.length === 0) return
    open = { keys: [], values: [], dim }
    const path = vectorFile((number += 1))
    // The line comes once its file is whole on the disk.
    writing = writing.then(async () => {
      await writeFileAtomic(join(dir, path), bytesOf(values))
      onLine({ type: 'vectors', keys, path, dim, encoder })
    })
    // It is thrown at the end.
    writing.catch(() => undefined)
  }
  try {
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const same = await sameImages(place, items.slice(from, from + AT_ONCE))
      const keyOf = new Map(same.map(({ ids: [id = 0], key }) => [id, key]))
      const images = same.map(({ ids: [id = 0], path }) => ({ id, path }))
      const input = { clip: join(models, CLIP), orientation, device, images }
      await engine.run('embedImages', input, {
        signal,
        onEvent(event) {
          if (event.type === 'failed') {
            const keys = [keyOf.get(event.id) ?? '']
            onLine({ type: 'unembedded', keys, error: event.error })
            return
          }
          open.keys.push(...event.ids.map((id) => keyOf.get(id) ?? ''))
          open.values.push(event.values)
          open.dim = event.dim
          if (open.keys.length >= TOGETHER) flush()
        }
      })
    }
  } finally {
    flush()
    await writing
  }
}

/** Those that are what was submitted; the others are noted as failed. */
async function sameImages(
  { signal, onLine }: ShardPlace,
  items: readonly ShardItem[]
): Promise<ShardItem[]> {
  const same: ShardItem[] = []
  for (let from = 0; from < items.length; from += LOOKED_AT) {
    signal.throwIfAborted()
    const look = async (item: ShardItem) => {
      try {
        await requireSameImage(item, signal)
        same.push(item)
      } catch (error) {
        signal.throwIfAborted()
        onLine({ type: 'unembedded', keys: [item.key], error: toErrorInfo(error) })
      }
    }
    await Promise.all(items.slice(from, from + LOOKED_AT).map(look))
  }
  return same
}

const bytesOf = (values: readonly Float32Array[]): Buffer =>
  Buffer.concat(
    values.map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)
    )
  )
