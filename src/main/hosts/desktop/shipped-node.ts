import { join } from 'node:path'
import { app } from 'electron'

/**
 * The plain Node that comes with the application, and what it runs. Electron itself decodes no image
 * and runs no network: its allocator, its GLib and its memory cage are not those that we test on.
 */
export interface ShippedNode {
  /** The binary of Node. */
  node: string
  /**
   * The folder of the built files that it runs. Plain Node reads no archive: packaged, these are
   * real files with the packages that they import above them, in `node_modules`.
   */
  bundle: string
}

/**
 * Where they are. Packaged, in the application's resources:
 *
 *     node/bin/node           the binary (node.exe on Windows)
 *     engine/package.json     says that the files beside it are modules
 *     engine/out/main/        the built files, chunks included
 *     engine/node_modules/    the production packages that they import
 */
export function findShippedNode(): ShippedNode {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  if (app.isPackaged) {
    const { resourcesPath } = process
    return {
      node: join(resourcesPath, 'node', 'bin', binary),
      bundle: join(resourcesPath, 'engine', 'out', 'main')
    }
  }
  const root = join(import.meta.dirname, '..', '..')
  return {
    node: join(root, 'node_modules', 'node', 'bin', binary),
    bundle: join(root, 'out', 'main')
  }
}
