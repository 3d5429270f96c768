import type { ClusterProfile } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { copyChanged } from './copy-changed'
import { runProgram, type Program } from './run-program'

/** How long a command may take; sbatch and squeue of a busy controller take many seconds. */
const PATIENCE_MS = 120_000
/** ssh's own exit code where it could not connect, and rsync's for files that went meanwhile. */
const SSH_FAILED = 255
const VANISHED = 24

/** Where a cluster's commands are, and how folders get there and back. */
export interface Place {
  /**
   * Runs a script by bash, after the profile's own lines. Throws `cluster.unreachable`,
   * `cluster.command-failed`.
   */
  run(script: string): Promise<Buffer>
  /** Copies what is new or changed of `paths` in folder `here` to folder `there`, which is there. */
  send(here: string, there: string, paths: readonly string[]): Promise<void>
  /** The same the other way round. */
  bring(there: string, here: string, paths: readonly string[]): Promise<void>
}

/** This machine, or the profile's host by the user's own ssh. `signal` ends what is under way there. */
export function placeOf(profile: ClusterProfile, signal?: AbortSignal): Place {
  const { host } = profile
  const call: Program =
    host === undefined
      ? { command: 'bash', args: ['-s'] }
      : { command: 'ssh', args: [...SSH_OPTIONS, host, 'bash -s'] }
  const run = async (script: string) => {
    // Read whole before it runs: no command in it reads the rest as its input.
    const input = `{\n${[...profile.setup, script].join('\n')}\n} </dev/null\n`
    const { code, stdout, said } = await runProgram(call, {
      input,
      patienceMs: PATIENCE_MS,
      signal
    })
    if (code === 0) return stdout
    const detail = said || `exit code ${code ?? 'unknown'}`
    if (host !== undefined && (code === SSH_FAILED || code === null)) {
      throw new AppError('cluster.unreachable', { name: profile.name, host, detail })
    }
    throw new AppError('cluster.command-failed', { name: profile.name, detail })
  }
  const copy = (from: string, to: string, paths: readonly string[]) =>
    host === undefined
      ? copyChanged(from, to, paths, signal)
      : rsync(from, to, paths, signal).then(({ code, said }) => {
          if (code === 0 || code === VANISHED) return
          throw new Error(said || `rsync ended with ${code}`)
        })
  const explained = async (work: Promise<void>) => {
    try {
      await work
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause)
      throw new AppError('cluster.copy-failed', { name: profile.name, detail }, { cause })
    }
  }
  const remote = (path: string) => (host === undefined ? path : `${host}:${path}`)
  return {
    run,
    send: (here, there, paths) => explained(copy(here, remote(there), paths)),
    bring: (there, here, paths) => explained(copy(remote(there), here, paths))
  }
}

/** Nobody is there to type a password. */
const SSH_OPTIONS = ['-oBatchMode=yes', '-oConnectTimeout=20']

const rsync = (from: string, to: string, paths: readonly string[], signal?: AbortSignal) =>
  runProgram(
    {
      command: 'rsync',
      args: [
        ...['-rt', '--from0', '--files-from=-', '-e', `ssh ${SSH_OPTIONS.join(' ')}`],
        ...[`${from}/`, `${to}/`]
      ]
    },
    { input: paths.map((path) => `${path}\0`).join(''), signal }
  )
