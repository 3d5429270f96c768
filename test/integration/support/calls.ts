import { fork } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cli } from './serve'
import type { Outcome } from './viecap'

/** The built command line in a process of its own that takes one call after another. */
export interface Calls {
  call(...args: string[]): Promise<Outcome>
  end(): void
}

/**
 * Starts a process for calls that end at their arguments: of each the exit code and all that it
 * prints are as if it had a process of its own.
 */
export function startCalls(home: string): Calls {
  const child = fork(join(import.meta.dirname, 'take-calls.mjs'), [pathToFileURL(cli).href], {
    env: { ...process.env, VIECAP_HOME: home },
    execArgv: []
  })
  const waiting = new Map<number, PromiseWithResolvers<Outcome>>()
  child.on('message', (message) => {
    const [id, outcome] = message as [number, Outcome]
    waiting.get(id)?.resolve(outcome)
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the calls ended with ${code}`))
  })
  let count = 0
  return {
    call(...args) {
      const answer = Promise.withResolvers<Outcome>()
      waiting.set((count += 1), answer)
      child.send([count, args])
      return answer.promise
    },
    end: () => void child.kill('SIGKILL')
  }
}
