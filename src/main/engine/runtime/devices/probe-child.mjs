// Runs in a process of its own, since a driver can take the whole process down: computes small
// graphs on the CPU and on a device, and writes what it found to stdout as one line of JSON. The
// runtime's own log, with the cards that it finds, goes to stderr.
import { readdirSync, readlinkSync } from 'node:fs'

const [runtime = '', device = '', input = ''] = process.argv.slice(1)
process.env.ORT_DISABLE_TELEMETRY = '1'
const { default: ort } = await import(runtime)
ort.env.logLevel = 'info'

const { side, plain, half, large, sizes } = JSON.parse(input)
const values = Float32Array.from({ length: side * side }, (_, index) => Math.sin(index))

async function compute(provider, graph, feeds) {
  const options = { executionProviders: [provider], logSeverityLevel: 3 }
  const session = await ort.InferenceSession.create(Buffer.from(graph, 'base64'), options)
  const { y } = await session.run(feeds)
  return y.data
}

/** Largest difference between a graph on the CPU and another on the device; both of x. */
async function difference(expectedGraph, graph) {
  const feeds = { x: new ort.Tensor('float32', values, [side, side]) }
  const expected = await compute('cpu', expectedGraph, feeds)
  const found = await compute(device, graph, feeds)
  return expected.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (found[index] ?? Number.NaN))),
    0
  )
}

/** Bytes of the largest tensor, of `sizes` elements in falling order, that the device makes. */
async function largestTensor() {
  for (const size of sizes) {
    const count = (number) => new ort.Tensor('int64', BigInt64Array.of(BigInt(number)), [1])
    const feeds = { count: count(size), last: count(size - 1), end: count(size) }
    const [last] = await compute(device, large, feeds).catch(() => [])
    if (last === 1) return size * Float32Array.BYTES_PER_ELEMENT
  }
  return null
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
  const found = {
    difference: await difference(plain, plain),
    files: openFiles().filter((file) => file.startsWith('/dev/')),
    // A device without half precision refuses the graph.
    halfDifference: await difference(plain, half).catch(() => null),
    largestTensor: device === 'webgpu' ? await largestTensor() : null
  }
  process.stdout.write(JSON.stringify(found))
} catch (error) {
  process.stdout.write(JSON.stringify({ error: String(error) }))
}
