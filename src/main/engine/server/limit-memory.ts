import { Worker } from 'node:worker_threads'

/**
 * The program of the thread that watches, as text: it belongs to no bundle. It is not held up by
 * what the main thread does, and nothing but a kill ends that where it loops.
 */
const source = `
const { writeSync } = require('node:fs')
const { parentPort, workerData: bytes } = require('node:worker_threads')
const look = () => {
  if (process.memoryUsage.rss() < bytes) return
  writeSync(2, 'Error: out of memory: more than ' + Math.round(bytes / 2 ** 20) + ' MiB\\n')
  process.kill(process.pid, 'SIGKILL')
}
look()
setInterval(look, 50)
parentPort.postMessage('watching')
`

/** Ends the process once it takes more than so many bytes of memory; resolves when that is watched. */
export function limitMemory(bytes: number): Promise<void> {
  const watcher = new Worker(source, { eval: true, workerData: bytes })
  return new Promise((resolve, reject) => {
    watcher.once('message', () => {
      watcher.unref()
      resolve()
    })
    watcher.once('error', reject)
  })
}
