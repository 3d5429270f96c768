import { join } from 'node:path'
import { runCli } from './program'

// A reader that has had enough, such as `head`, ends this command as it ends others.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const here = import.meta.dirname

process.exitCode = await runCli(process.argv.slice(2), {
  engine: join(here, 'engine.js'),
  reader: join(here, 'reader.js'),
  renderer: join(here, '..', 'renderer')
})
