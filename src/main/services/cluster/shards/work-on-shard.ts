import { join } from 'node:path'
import * as v from 'valibot'
import type { DeviceChoice } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { readText } from '../../../base/files/regular-file'
import type { EngineClient } from '../../engine-client/engine-client'
import { seenAs } from '../../models/image-orientation'
import { captionItems } from './caption-items'
import { embedItems } from './embed-items'
import { CLIP, shardFiles, ShardItem, ShardWork } from './shard-files'
import { readShardLog, type ShardLine } from './shard-log'

export interface ShardPlace {
  engine: EngineClient
  device: DeviceChoice
  /** Folder of the shard. */
  dir: string
  signal: AbortSignal
  /** Called with each line that the shard's log is to have, in their order. */
  onLine(line: ShardLine): void
}

const MAX_BYTES = 2 ** 29

/**
 * Does, without a library, what a shard's own log does not have yet. An image that is another one than
 * was submitted, or cannot be read, fails and does not stop the others.
 *
 * Throws `cluster.no-shard`, `cluster.other-encoder`, or what keeps it from working at all.
 */
export async function workOnShard(
  place: ShardPlace,
  kind: ShardWork['kind']
): Promise<{ items: number; before: number }> {
  const { engine, dir } = place
  const work = await readWork(dir, kind)
  const items = await readItems(dir)
  const { ids, keys, files } = await readDone(dir)
  const rest = items.filter((item) => !ids.has(item.ids[0]) && !keys.has(item.key))
  const begun = { items: items.length, before: items.length - rest.length }
  place.onLine({ type: 'started', ...begun })
  if (rest.length === 0) return begun
  const clip = join(work.models, CLIP)
  const { encoders } = seenAs(await engine.run('describeClip', { clip }), work.orientation)
  if (encoders.image?.key !== work.encoder) {
    throw new AppError('cluster.other-encoder', { path: clip })
  }
  if (work.kind === 'caption') await captionItems(place, work, rest)
  else await embedItems(place, work, { items: rest, files })
  return begun
}

async function readWork(dir: string, kind: ShardWork['kind']): Promise<ShardWork> {
  const path = join(dir, shardFiles.work)
  const text = await readText(path, MAX_BYTES).catch((cause: unknown) => {
    throw new AppError('cluster.no-shard', { path: dir }, { cause })
  })
  const work = v.parse(ShardWork, JSON.parse(text))
  if (work.kind === kind) return work
  throw new AppError('cluster.no-shard', { path: dir })
}

async function readItems(dir: string): Promise<ShardItem[]> {
  const text = await readText(join(dir, shardFiles.items), MAX_BYTES)
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => v.parse(ShardItem, JSON.parse(line)))
}

/** What earlier attempts have done: the first numbers of captioned items, keys of embedded ones. */
async function readDone(dir: string) {
  const log = await readText(join(dir, shardFiles.log), MAX_BYTES).catch(() => '')
  const done = { ids: new Set<number | undefined>(), keys: new Set<string>(), files: 0 }
  for (const line of readShardLog(Buffer.from(log)).lines) {
    if ('ids' in line) done.ids.add(line.ids[0])
    else if ('keys' in line) for (const key of line.keys) done.keys.add(key)
    if (line.type === 'vectors') done.files += 1
  }
  return done
}
