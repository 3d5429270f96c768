import { fork } from 'node:child_process'
import { lastWords } from './last-words'

/** A child process as a pair of message streams. */
export interface ChildLink<Sent, Heard> {
  send(message: Sent): void
  onMessage(listener: (message: Heard) => void): void
  /** Called once, with how the process ended: `signal SIGKILL`, or `exit code 1: last words`. */
  onExit(listener: (detail: string) => void): void
  /** Ends the process at once; `onExit` follows. */
  kill(): void
}

/**
 * Starts the built file `file` in a process of Node, which calls `openParentLink`. Messages are
 * structured clones, so that a Float32Array crosses as it is. Its output is kept away from our own
 * stdout, which belongs to the command line.
 *
 * @param node The binary of Node; by default our own.
 */
export function forkChild<Sent, Heard>(file: string, node?: string): ChildLink<Sent, Heard> {
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Another binary need not know the options of ours.
    ...(node !== undefined && { execPath: node, execArgv: [] })
  })
  child.stdout?.resume()
  const words = lastWords(child.stderr)
  let ended = false
  // Where we end without closing it, it is not to finish the step that it is in.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)

  return {
    send: (message) => {
      // A process that is just ending reports through `exit`, not through a failed send.
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as Heard)),
    onExit: (listener) => {
      const report = (detail: string) => {
        if (ended) return
        ended = true
        process.off('exit', kill)
        listener(detail)
      }
      child.on('error', (error) => report(error.message))
      child.on('close', (code, signal) =>
        report(`${signal ? `signal ${signal}` : `exit code ${code}`}${words.tail()}`)
      )
    },
    kill
  }
}
