import { arch, release } from 'node:os'
import { dependencies, devDependencies, version } from '../../../../package.json'
import type { Versions } from '../../../shared/contract'

/** Electron adds itself and Chromium to `process.versions`. */
type Runtime = { node: string; electron?: string; chrome?: string }

/**
 * What runs here. Packages are those that `package.json` pins; on the desktop the engine runs on the
 * Node that comes with the application, elsewhere on that of this process.
 */
export function readVersions(versions: Runtime = process.versions): Versions {
  const { electron = null, chrome = null } = versions
  return {
    application: version,
    electron,
    chromium: chrome,
    node: electron === null ? versions.node : devDependencies.node,
    onnxRuntime: dependencies['onnxruntime-node'],
    sharp: dependencies.sharp,
    system: `${process.platform} ${release()} ${arch()}`
  }
}
