import { join } from 'node:path'
import pino, { type Logger } from 'pino'

/** Where the log of the user whose settings are in `configDir` is. */
export const logFileIn = (configDir: string): string => join(configDir, 'viecap.log')

/** The log of the workbench: `viecap.log` in the user's settings folder, one JSON object per line. */
export function openLog(configDir: string): Logger {
  const level = process.env['VIECAP_LOG'] ?? 'info'
  const dest = logFileIn(configDir)
  const serializers = { error: pino.stdSerializers.err }
  const log = pino({ level, serializers }, pino.destination({ dest, mkdir: true, sync: true }))
  logFatalErrors(log)
  return log
}

let logFatal: ((error: Error, origin: string) => void) | null = null

/** Logs what the process dies of, also a promise that nobody looked at; it dies of it all the same. */
function logFatalErrors(log: Logger): void {
  if (logFatal) process.off('uncaughtExceptionMonitor', logFatal)
  logFatal = (error, origin) => log.fatal({ error, origin }, 'the process ends')
  process.on('uncaughtExceptionMonitor', logFatal)
}
