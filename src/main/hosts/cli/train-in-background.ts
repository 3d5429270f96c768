import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Session } from './session'

/**
 * Trains a queued run with the command `resume` in a process of its own, which outlives the terminal. Its events go into
 * `log.jsonl` of the run's folder and its remarks into `log.txt`. The library is to be closed: that
 * process locks it.
 */
export function trainInBackground(
  { output }: Session,
  { library, runId, resume }: { library: string; runId: string; resume: readonly string[] }
): void {
  const dir = join(resolve(library), 'runs', runId)
  mkdirSync(dir, { recursive: true })
  const log = join(dir, 'log.jsonl')
  const events = openSync(log, 'a')
  const remarks = openSync(join(dir, 'log.txt'), 'a')
  const child = spawn(
    process.execPath,
    [...process.execArgv, process.argv[1] ?? '', ...resume, '--json'],
    { detached: true, stdio: ['ignore', events, remarks] }
  )
  child.unref()
  output.result({ runId, pid: child.pid, log }, [
    `${runId} trains in the background as process ${child.pid}; stop it with kill ${child.pid}, follow it in ${log}`
  ])
}
