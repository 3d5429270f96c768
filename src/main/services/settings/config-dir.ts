import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The user's folder for settings: `VIECAP_HOME`, or the place that the system has for such files.
 */
export function findConfigDir(env = process.env, platform = process.platform): string {
  const { VIECAP_HOME, XDG_CONFIG_HOME, APPDATA } = env
  if (VIECAP_HOME) return VIECAP_HOME
  const home = homedir()
  if (platform === 'win32') return join(APPDATA || join(home, 'AppData', 'Roaming'), 'Viecap')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Viecap')
  return join(XDG_CONFIG_HOME || join(home, '.config'), 'viecap')
}
