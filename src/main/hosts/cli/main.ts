import { join } from 'node:path'
import { Interruption } from '../../base/process/interruption'
import { runCli } from './program'

const here = import.meta.dirname
const interruption = new Interruption()

// A reader that has closed the pipe, such as `head`, or a terminal that is gone, stops the work safely.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    interruption.loseReader()
  })
}

const code = await runCli(
  process.argv.slice(2),
  {
    engine: join(here, 'engine.js'),
    images: join(here, 'image-process.js'),
    reader: join(here, 'reader.js'),
    renderer: join(here, '..', 'renderer')
  },
  interruption
)
// Whatever an interrupted command has left undone is not waited for.
if (interruption.happened) process.exit(code)
process.exitCode = code
