// Calls the built command line many times in one process: for calls that end at their arguments, each
// of which would spend its time on loading the same code. Hears [id, args] and says [id, outcome].
const [, , cli] = process.argv
const write = { stdout: process.stdout.write, stderr: process.stderr.write }
// Each call watches for signals.
process.setMaxListeners(0)

async function call(args, id) {
  const outcome = { code: null, stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (chunk, ...rest) => {
      outcome[name] += chunk
      rest.find((one) => typeof one === 'function')?.()
      return true
    }
  }
  process.argv = [process.execPath, cli, ...args]
  process.exitCode = undefined
  try {
    // Another address is another module: its code runs again.
    await import(`${cli}?${id}`)
    outcome.code = process.exitCode
  } finally {
    for (const name of ['stdout', 'stderr']) process[name].write = write[name]
    process.exitCode = undefined
  }
  return outcome
}

let last = Promise.resolve()
process.on('message', ([id, args]) => {
  last = last.then(async () => process.send([id, await call(args, id)]))
})
