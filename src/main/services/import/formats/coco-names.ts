import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { onlyAllowed } from '../../../base/files/allowed-roots'
import { lookAt } from '../look'
import { TextSource } from '../read/text-source'
import { readCoco, readKtvic } from './coco'
import type { ImportEvents } from './events'

/** COCO files that are looked into for the names of images. */
const MAX_FILES = 20

/** Which image an id is, as the images of a COCO file say. */
export interface CocoNames {
  path: string
  names: ReadonlyMap<string, string>
}

/** Reads a file of COCO's or KTVIC's layout; null for any other. */
export async function openCocoFile(
  path: string,
  signal?: AbortSignal
): Promise<{ source: TextSource; events: ImportEvents } | null> {
  const { json } = await lookAt(path, signal)
  if (json?.root !== 'object') return null
  const { members } = json
  if (!members.has('images') && !members.has('annotations')) return null
  const source = new TextSource(path, signal)
  const events = isKtvic(members) ? readKtvic(source) : readCoco(source)
  return { source, events }
}

/** Whether a COCO file has KTVIC's fields. */
export function isKtvic(members: ReadonlyMap<string, unknown>): boolean {
  const has = (list: string, field: string) => {
    const first = members.get(list)
    return typeof first === 'object' && first !== null && field in first
  }
  if (has('images', 'file_name')) return false
  return has('images', 'filename') || has('annotations', 'segment_caption')
}

/** The names in one COCO file; null for a file of another layout. */
export async function readCocoNames(path: string, signal?: AbortSignal): Promise<CocoNames | null> {
  const file = await openCocoFile(path, signal)
  if (!file) return null
  const names = new Map<string, string>()
  for await (const batch of file.events) {
    for (const event of batch) {
      if (event.type === 'image' && event.key !== null) names.set(event.key, event.name)
    }
  }
  return { path, names }
}

/**
 * The COCO file that names most of the images `ids`: `wanted` and no other, else of those beside
 * `path` and in `annotations` near it. Null where none names any. Throws `import.wrong-shape` where
 * `wanted` is no COCO file.
 */
export async function findCocoNames(
  path: string,
  {
    ids,
    wanted,
    signal
  }: { ids: readonly string[]; wanted: string | null; signal?: AbortSignal | undefined }
): Promise<CocoNames | null> {
  if (wanted !== null) {
    const found = await readCocoNames(wanted, signal)
    if (!found) throw new AppError('import.wrong-shape', { path: wanted, format: 'coco' })
    return found
  }
  let best: { held: number; found: CocoNames } | null = null
  for (const file of await jsonFilesNear(path)) {
    const found = await readCocoNames(file, signal).catch((error: unknown) => {
      if (signal?.aborted) throw error
      return null
    })
    const held = found ? ids.filter((id) => found.names.has(id)).length : 0
    if (found && held > (best?.held ?? 0)) best = { held, found }
  }
  return best?.found ?? null
}

async function jsonFilesNear(path: string): Promise<string[]> {
  const own = dirname(path)
  const folders = [own, join(own, 'annotations'), join(dirname(own), 'annotations')]
  const self = await realpath(path)
  const files: string[] = []
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    files.push(...names.filter((name) => /\.json$/i.test(name)).map((name) => join(folder, name)))
  }
  const others = files.filter((file) => basename(file) !== basename(self) || file !== self)
  return (await onlyAllowed(others.sort())).slice(0, MAX_FILES)
}
