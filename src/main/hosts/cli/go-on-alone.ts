import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Session } from './session'

/**
 * Trains a queued run in a process of its own, which outlives the terminal. Its events go into
 * `log.jsonl` of the run's folder and its remarks into `log.txt`. The library is to be closed: that
 * process locks it.
 */
export function goOnAlone(
  { output }: Session,
  { library, runId, device }: { library: string; runId: string; device: string | undefined }
): void {
  const dir = join(resolve(library), 'runs', runId)
  mkdirSync(dir, { recursive: true })
  const log = join(dir, 'log.jsonl')
  const events = openSync(log, 'a')
  const remarks = openSync(join(dir, 'log.txt'), 'a')
  const args = ['runs', 'resume', runId, '--library', resolve(library), '--json']
  const child = spawn(
    process.execPath,
    [...process.execArgv, process.argv[1] ?? '', ...args, ...(device ? ['--device', device] : [])],
    { detached: true, stdio: ['ignore', events, remarks] }
  )
  child.unref()
  output.result({ runId, pid: child.pid, log }, [
    `${runId} trains on as process ${child.pid}; end it by kill ${child.pid}, watch it in ${log}`
  ])
}
