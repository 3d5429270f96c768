import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { ClusterSettings, type ClusterProfile } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { readText } from '../../base/files/regular-file'
import { findConfigDir } from '../settings/config-dir'

const MAX_BYTES = 2 ** 20
const ENDING = '.json'

/** Where this user's profiles are, one JSON file each. */
const profilesDir = (): string => join(findConfigDir(), 'clusters')

/** Names of this user's profiles, sorted. */
export async function listProfiles(): Promise<string[]> {
  const files = await readdir(profilesDir()).catch(() => [])
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => basename(file, ENDING))
    .sort()
}

/** One of this user's profiles. Throws `cluster.no-profile`, `cluster.bad-profile`. */
export async function findProfile(name: string): Promise<ClusterProfile> {
  if (!(await listProfiles()).includes(name)) {
    throw new AppError('cluster.no-profile', { name, folder: profilesDir() })
  }
  return readProfile(join(profilesDir(), `${name}${ENDING}`))
}

/**
 * A profile by its file. Throws `cluster.bad-profile`, or what reading the file throws.
 */
export async function readProfile(path: string): Promise<ClusterProfile> {
  const name = basename(path, ENDING)
  return { name, ...parseSettings(await readText(path, MAX_BYTES), path) }
}

function parseSettings(text: string, path: string): v.InferOutput<typeof ClusterSettings> {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (error) {
    throw bad(path, error instanceof Error ? error.message : String(error))
  }
  const checked = v.safeParse(ClusterSettings, found)
  if (checked.success) return checked.output
  const [issue] = checked.issues
  const field = v.getDotPath(issue)
  throw bad(path, field === null ? issue.message : `${field}: ${issue.message}`)
}

const bad = (path: string, detail: string) => new AppError('cluster.bad-profile', { path, detail })
