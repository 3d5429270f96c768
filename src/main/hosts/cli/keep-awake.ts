import { spawn, type ChildProcess } from 'node:child_process'
import { whileJobsRun } from '../../services/jobs/while-jobs-run'
import type { Workbench } from '../../services/workbench/workbench'

/** Jobs that are over before are not worth it. */
const WORTH_IT_MS = 10_000
/** Whether a process and those that it starts can be ended together. */
const GROUPS = process.platform !== 'win32'

/** Keeps the machine from sleeping while a job runs; where its system has no way, it sleeps. */
export function keepAwake(
  workbench: Pick<Workbench, 'events'>,
  command = awakeCommand(process.platform, process.pid),
  afterMs = WORTH_IT_MS
): void {
  whileJobsRun(workbench, () => {
    let child: ChildProcess | null = null
    const timer = setTimeout(() => {
      const [program = '', ...args] = command
      // In a group of its own, which is ended as a whole: the command may have started another.
      child = spawn(program, args, { stdio: 'ignore', windowsHide: true, detached: GROUPS })
      child.on('error', () => {
        // There is no such program: the machine sleeps when its system wants to.
      })
      child.unref()
    }, afterMs)
    timer.unref()
    return () => {
      clearTimeout(timer)
      if (child) endAll(child)
    }
  })
}

function endAll(child: ChildProcess): void {
  if (!GROUPS || child.pid === undefined) {
    child.kill()
    return
  }
  try {
    process.kill(-child.pid)
  } catch {
    // It has ended by itself.
  }
}

/**
 * The system's own command that keeps the machine awake until it is ended, or the process `pid` is.
 * On Windows it is SetThreadExecutionState with ES_CONTINUOUS and ES_SYSTEM_REQUIRED.
 */
export function awakeCommand(platform: NodeJS.Platform, pid: number): string[] {
  if (platform === 'darwin') return ['caffeinate', '-i', '-w', String(pid)]
  if (platform === 'win32') {
    const call =
      '[DllImport("kernel32.dll")] public static extern uint SetThreadExecutionState(uint state);'
    const script =
      `$power = Add-Type -MemberDefinition '${call}' -Name Power -Namespace Viecap -PassThru; ` +
      `[void]$power::SetThreadExecutionState(2147483649); Wait-Process -Id ${pid}`
    return ['powershell', '-NoProfile', '-NonInteractive', '-Command', script]
  }
  const reason = ['--who=Viecap Workbench', '--why=A job is running']
  return [
    'systemd-inhibit',
    '--what=sleep:idle',
    ...reason,
    'tail',
    `--pid=${pid}`,
    '-f',
    '/dev/null'
  ]
}
