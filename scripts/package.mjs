// `npm run package`: builds the packages of this system into `dist`. `--dir` leaves the application's
// folder unpacked, `--output DIR` writes elsewhere, `--electron-dist DIR` takes Electron from there,
// `--test-build` allows a debugger. docs/desktop.md says more.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'electron-builder'
import { builderConfig, stageEngine } from './package/builder-config.mjs'
import { makeIcons } from './package/make-icons.mjs'
import { ensureBuilt } from './support/build.mjs'
import { root } from './support/root.mjs'

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean' },
    output: { type: 'string', default: join(root, 'dist') },
    'electron-dist': { type: 'string' },
    'test-build': { type: 'boolean' }
  }
})

if (process.platform === 'darwin' && process.arch !== 'arm64') {
  throw new Error('ONNX Runtime has binaries for macOS on arm64 alone; package there.')
}
ensureBuilt()
const scratch = mkdtempSync(join(tmpdir(), 'viecap-package-'))
try {
  await makeIcons(scratch)
  stageEngine(scratch)
  const output = resolve(values.output)
  mkdirSync(output, { recursive: true })
  const electronDist = values['electron-dist'] && resolve(values['electron-dist'])
  const config = builderConfig({ scratch, output, electronDist, testBuild: values['test-build'] })
  await build({ projectDir: root, config, dir: values.dir, publish: 'never' })
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
