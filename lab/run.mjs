// Runs a command of the lab on the project's own Node: npx node lab/run.mjs models|study|captions-server|int8|runs-window|team|window ...
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { ensureBuilt } from '../scripts/support/build.mjs'

ensureBuilt()
const { module } = await runnerImport(join(import.meta.dirname, 'cli.ts'), {
  configFile: false,
  logLevel: 'error'
})
process.exitCode = await module.runLab(process.argv.slice(2))
