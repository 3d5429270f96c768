import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors'
import { readText } from '../../base/files/regular-file'
import { writeFileAtomic } from '../../base/files/replace-file'
import { HubFile } from './list-files'

export const manifestName = 'viecap-download.json'
/** Bytes of a manifest, which names each file of a model. */
const MAX_BYTES = 2 ** 24

/** What a loaded folder says of itself, and a folder on its way of what is to come. */
export const Manifest = v.object({
  /** `owner/name[@revision]`. */
  model: v.string(),
  commit: v.string(),
  files: v.array(HubFile)
})
export type Manifest = v.InferOutput<typeof Manifest>

/** The folder that stands beside until all is there. */
export const partOf = (folder: string): string => `${folder}.part`

export const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => found.size,
    () => null
  )

/** The manifest of a folder; null where there is none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const text = await readText(join(folder, manifestName), MAX_BYTES)
    return v.parse(Manifest, JSON.parse(text))
  } catch {
    return null
  }
}

/**
 * The manifest of `folder` where `model` lies there complete; null where it is still to be loaded.
 * A folder that has lost some of its files goes back among those on their way. Throws
 * `hub.folder-taken` where something else is there.
 */
export async function findLoaded(folder: string, model: string): Promise<Manifest | null> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new AppError('hub.folder-taken', { path: folder }, { cause: error })
  })
  if (names === null) return null
  if (names.length === 0) {
    await rmdir(folder)
    return null
  }
  const manifest = await readManifest(folder)
  if (manifest?.model !== model) throw new AppError('hub.folder-taken', { path: folder })
  const sizes = await Promise.all(manifest.files.map(({ path }) => sizeOf(join(folder, path))))
  if (manifest.files.every(({ size }, index) => size === sizes[index])) return manifest
  await rm(partOf(folder), { recursive: true, force: true })
  await rename(folder, partOf(folder))
  return null
}

/**
 * Makes the folder on its way, or continues with it: what belongs to `manifest` stays, whether whole
 * or in part, and all else goes. Returns how many bytes are there.
 */
export async function preparePart(folder: string, manifest: Manifest): Promise<number> {
  const part = partOf(folder)
  await mkdir(part, { recursive: true })
  const before = (await readManifest(part))?.files ?? []
  const same = manifest.files.filter(({ path, hash }) =>
    before.some((file) => file.path === path && file.hash.value === hash.value)
  )
  const stays = new Set([manifestName, ...same.flatMap(({ path }) => [path, `${path}.part`])])
  for (const entry of await readdir(part, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(part, path).split(sep).join('/')
    if (!entry.isDirectory() && !stays.has(name)) await rm(path)
  }
  let bytes = 0
  for (const { path, size } of same) {
    const whole = await sizeOf(join(part, path))
    if (whole !== null && whole !== size) await rm(join(part, path))
    const begun = (await sizeOf(join(part, `${path}.part`))) ?? 0
    bytes += whole === size ? size : Math.min(size, begun)
  }
  await writeFileAtomic(join(part, manifestName), JSON.stringify(manifest, null, 2) + '\n')
  return bytes
}

/** Shows the complete folder under its own name. */
export async function showFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  await rename(partOf(folder), folder)
}
