import { join } from 'node:path'
import { Interruption } from '../../base/process/interruption'
import { fileReason } from '../../../shared/errors/file-reasons'
import { exitCodes } from './exit-codes'
import { runCli } from './program'

const here = import.meta.dirname
const interruption = new Interruption()

// A reader that has closed the pipe, such as `head`, or a terminal that is gone, stops the work safely,
// and so does a full disk under a file that takes the output.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || code === 'EIO') interruption.loseReader()
    else if (interruption.loseOutput()) {
      const reason = fileReason(code) ?? message
      process.stderr.write(`viecap: The output could not be written: ${reason}. Stopping safely.\n`)
    }
  })
}
process.on('exit', () => {
  if (interruption.outputIsLost) process.exitCode = exitCodes.failed
})

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
