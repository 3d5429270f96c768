import { join } from 'node:path'
import { runCli } from './program'

const here = import.meta.dirname

process.exitCode = await runCli(process.argv.slice(2), {
  engine: join(here, 'engine.js'),
  reader: join(here, 'reader.js'),
  renderer: join(here, '..', 'renderer')
})
