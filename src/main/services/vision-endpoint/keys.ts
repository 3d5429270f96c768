import { join } from 'node:path'
import * as v from 'valibot'
import { EndpointKey } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { makeFolder } from '../../base/files/make-folder'
import { readText } from '../../base/files/regular-file'
import { replaceFile } from '../../base/files/replace-file'
import { findConfigDir } from '../settings/config-dir'

/** Bytes of the file that are read. */
const MAX_BYTES = 2 ** 20

const Keys = v.record(v.string(), EndpointKey)

/**
 * The key for the endpoint at `url`: `VIECAP_ENDPOINT_KEY`, else the one kept in the user's settings
 * folder; never one of a library, which is handed on with its jobs. Throws `endpoint.bad-key`.
 */
export async function readEndpointKey(
  url: string,
  { env = process.env, configDir = findConfigDir() } = {}
): Promise<string | null> {
  const given = env['VIECAP_ENDPOINT_KEY']
  if (given !== undefined && given.trim() !== '') {
    const parsed = v.safeParse(EndpointKey, given)
    if (!parsed.success) throw new AppError('endpoint.bad-key')
    return parsed.output
  }
  return (await readKeys(configDir))[url] ?? null
}

/** Keeps the key for the endpoint at `url`; null forgets it. Throws `file.unwritable`. */
export async function saveEndpointKey(
  url: string,
  key: string | null,
  configDir = findConfigDir()
): Promise<void> {
  const { [url]: before, ...others } = await readKeys(configDir)
  if (key === (before ?? null)) return
  const keys = key === null ? others : { ...others, [url]: key }
  await makeFolder(configDir)
  await replaceFile(fileIn(configDir), async (file) => {
    // Nobody else on the machine is to read it; Windows knows no such bits.
    await file.chmod(0o600)
    await file.writeFile(JSON.stringify(keys, null, 2) + '\n')
  })
}

const fileIn = (configDir: string): string => join(configDir, 'endpoint-keys.json')

/** A file that cannot be read counts as empty. */
async function readKeys(configDir: string): Promise<Record<string, string>> {
  try {
    return v.parse(Keys, JSON.parse(await readText(fileIn(configDir), MAX_BYTES)))
  } catch {
    return {}
  }
}
