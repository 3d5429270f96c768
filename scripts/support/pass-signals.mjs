import { constants } from 'node:os'

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Passes the signals that ask to end on to `child`, which takes those that it gets twice for one,
 * and lets this process outlive it. On Windows the console itself tells every process, and a signal
 * from us would be a kill.
 */
export function passSignals(child) {
  for (const signal of endings) {
    process.on(signal, () => {
      if (process.platform !== 'win32') child.kill(signal)
    })
  }
}

/** The exit code that tells how `child` ended: its own, or that of the signal that ended it. */
export function exitCodeOf(code, signal) {
  if (code !== null) return code
  return endings.includes(signal) ? 130 : 128 + (constants.signals[signal] ?? 0)
}
