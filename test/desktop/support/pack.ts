import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractAll } from '@electron/asar'

const root = join(import.meta.dirname, '..', '..', '..')
/** The Node that the project brings. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', 'node')

/** Electron's fuses as it is delivered: a sentinel, the version, how many, and a digit for each. */
const fuseWire = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08'
const deliveredFuses = '10110011'

/**
 * Packages the application for Linux by electron-builder, with a dummy in the place of Electron's
 * binary, and gives the folder that an installer would install.
 */
export async function pack(dir: string): Promise<string> {
  const dist = join(dir, 'electron')
  mkdirSync(dist)
  writeFileSync(join(dist, 'electron'), `dummy ${fuseWire}${deliveredFuses} dummy`, 'latin1')
  chmodSync(join(dist, 'electron'), 0o755)
  writeFileSync(join(dist, 'version'), '45.4.1')
  const output = join(dir, 'packages')
  const script = join(root, 'scripts', 'package.mjs')
  const args = [script, '--dir', '--output', output, '--electron-dist', dist]
  await promisify(execFile)(pinnedNode, args, { maxBuffer: 2 ** 24 })
  return join(output, 'linux-unpacked')
}

/** Makes of the archive a folder of the same name, which plain Node reads as Electron the archive. */
export function unpackArchive(app: string): string {
  const archive = join(app, 'resources', 'app.asar')
  extractAll(archive, `${archive}-content`)
  rmSync(archive)
  renameSync(`${archive}-content`, archive)
  return archive
}
