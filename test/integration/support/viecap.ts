import { spawn, type ChildProcess } from 'node:child_process'
import { cli } from './serve'

export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the built command line to its end, with its settings in `home`. */
export async function viecap(home: string, ...args: string[]): Promise<Outcome> {
  return outcomeOf(startViecap(home, ...args))
}

/** Starts the built command line in a process group of its own. */
export function startViecap(home: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, VIECAP_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true
  })
}

/** All that a process printed, and how it ended. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (outcome.stdout += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (outcome.stderr += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...outcome, code })))
}

/** The lines of an output, each read as JSON. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
