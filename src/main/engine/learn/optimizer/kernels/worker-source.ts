/**
 * The program of a kernel thread, as text: it belongs to no bundle and needs no file beside it. It
 * waits for the next generation, does its own row of the call, writes what the function returned
 * into the row's first place, and says that it is finished.
 */
export const workerSource = `
const { workerData } = require('node:worker_threads')
const { module, memory, control, call, FUNCTIONS } = workerData
const functions = new WebAssembly.Instance(module, { env: { memory } }).exports
for (let seen = 0; ; ) {
  Atomics.wait(control, 0, seen)
  seen = Atomics.load(control, 0)
  if (Atomics.load(control, 2) === 1) break
  call[0] = functions[FUNCTIONS[call[0]]](...call.subarray(2, 2 + call[1])) ?? 0
  Atomics.add(control, 1, 1)
  Atomics.notify(control, 1)
}
`
