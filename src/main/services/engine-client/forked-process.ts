import { fork } from 'node:child_process'
import type { EngineReply } from '../../../shared/engine-protocol'
import type { EngineProcess } from './engine-process'
import { lastWords } from './last-words'

/**
 * Starts the engine bundle `file` as a child process of Node. Messages are structured clones, so
 * that a Float32Array crosses as it is. Its output is kept away from our own stdout, which belongs
 * to the command line.
 */
export function forkEngine(file: string): EngineProcess {
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  child.stdout?.resume()
  const words = lastWords(child.stderr)
  let ended = false

  return {
    send: (message) => {
      // A process that is just ending reports through `exit`, not through a failed send.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as EngineReply)),
    onExit: (listener) => {
      const report = (detail: string) => {
        if (ended) return
        ended = true
        listener(detail)
      }
      child.on('error', (error) => report(error.message))
      child.on('close', (code, signal) =>
        report(`${signal ? `signal ${signal}` : `exit code ${code}`}${words.tail()}`)
      )
    },
    kill: () => child.kill('SIGKILL')
  }
}
