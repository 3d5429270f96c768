import { join } from 'node:path'
import pino, { type Logger } from 'pino'

/** The log of the workbench: `viecap.log` in the user's settings folder, one JSON object a line. */
export function openLog(configDir: string): Logger {
  const level = process.env['VIECAP_LOG'] ?? 'info'
  const dest = join(configDir, 'viecap.log')
  const serializers = { error: pino.stdSerializers.err }
  return pino({ level, serializers }, pino.destination({ dest, mkdir: true, sync: true }))
}
