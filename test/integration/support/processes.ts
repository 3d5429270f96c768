import { execFileSync, type ChildProcess } from 'node:child_process'

/** Process ids of the engines that a process has started. */
export function enginesOf({ pid }: Pick<ChildProcess, 'pid'>): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return lines
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === pid && args.join(' ').includes('engine.js'))
    .map(([engine]) => Number(engine))
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
