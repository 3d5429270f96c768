import { spawn } from 'node:child_process'

/** A program with its arguments; no shell reads them. */
export interface Program {
  command: string
  args: readonly string[]
}

interface Ended {
  /** Null where the program was ended or could not be started. */
  code: number | null
  stdout: Buffer
  /** Last words on stderr, on one line. */
  said: string
}

/** Characters of stderr that an error repeats. */
const SHOWN = 500

/** Runs a program to its end; after `patienceMs` milliseconds, or by `signal`, it is ended. */
export function runProgram(
  { command, args }: Program,
  {
    input,
    patienceMs,
    signal
  }: { input: string; patienceMs?: number; signal?: AbortSignal | undefined }
): Promise<Ended> {
  return new Promise((resolve) => {
    // A group of its own: Ctrl+C does not reach it, so that what was begun ends in order.
    const child = spawn(command, args, {
      stdio: 'pipe',
      detached: true,
      timeout: patienceMs,
      signal
    })
    const pieces: Buffer[] = []
    let said = ''
    child.stdout.on('data', (piece: Buffer) => void pieces.push(piece))
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      said = (said + piece).slice(-SHOWN)
    })
    const end = (code: number | null, words: string) =>
      resolve({ code, stdout: Buffer.concat(pieces), said: words.replace(/\s+/g, ' ').trim() })
    child.on('error', (error) => end(null, error.message))
    child.on('close', (code) => end(code, said))
    // A program that ended early reads no more of it; its exit code says why.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
