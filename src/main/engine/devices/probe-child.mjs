// Runs in a process of its own, since a driver can take the whole process down: computes a small
// graph on the CPU and on a device, and writes what it found to stdout as one line of JSON. The
// runtime's own log, with the cards that it finds, goes to stderr.
import { readdirSync, readlinkSync } from 'node:fs'

const [runtime = '', device = '', graph = '', size = ''] = process.argv.slice(1)
process.env.ORT_DISABLE_TELEMETRY = '1'
const { default: ort } = await import(runtime)
ort.env.logLevel = 'info'

const side = Number(size)
const values = Float32Array.from({ length: side * side }, (_, index) => Math.sin(index))
const feeds = { x: new ort.Tensor('float32', values, [side, side]) }

async function compute(provider) {
  const options = { executionProviders: [provider], logSeverityLevel: 3 }
  const session = await ort.InferenceSession.create(Buffer.from(graph, 'base64'), options)
  const { y } = await session.run(feeds)
  return y.data
}

/** Linux: what this process holds open, a graphics card's files among it. */
function openFiles() {
  try {
    return readdirSync('/proc/self/fd').flatMap((number) => {
      try {
        return readlinkSync(`/proc/self/fd/${number}`)
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}

try {
  const expected = await compute('cpu')
  const found = await compute(device)
  const difference = expected.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (found[index] ?? Number.NaN))),
    0
  )
  const files = openFiles().filter((file) => file.startsWith('/dev/'))
  process.stdout.write(JSON.stringify({ difference, files }))
} catch (error) {
  process.stdout.write(JSON.stringify({ error: String(error) }))
}
