import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { Logger } from 'pino'
import type { Updater } from '../../services/updates/updater'

/**
 * What updates this installation, by electron-updater; null for one that is started from its sources
 * or that was unpacked from an archive.
 */
export function findUpdater(log: () => Logger): Updater | null {
  if (!app.isPackaged || !isInstalled()) return null
  let loaded: Promise<AppUpdater> | null = null
  const load = () => (loaded ??= loadUpdater(log()))
  return {
    async check(url) {
      const updater = await load()
      updater.setFeedURL({ provider: 'generic', url })
      const result = await updater.checkForUpdates()
      if (!result?.isUpdateAvailable) return null
      const { version, releaseNotes } = result.updateInfo
      return { version, notes: typeof releaseNotes === 'string' ? releaseNotes : null }
    },
    async download(onShare) {
      const updater = await load()
      const tell = ({ percent }: { percent: number }) => onShare(percent / 100)
      updater.on('download-progress', tell)
      try {
        await updater.downloadUpdate()
      } finally {
        updater.off('download-progress', tell)
      }
    },
    async install(leave) {
      const updater = await load()
      await leave()
      // Nothing is open any more: where the installer fails, or nobody gives it the password that
      // it asks for, the application starts again as it is.
      updater.once('error', restart)
      updater.quitAndInstall(false, true)
    }
  }
}

/** Whether an installer has put the application here; electron-builder's packages for Linux say so. */
const isInstalled = (): boolean =>
  process.platform !== 'linux' ||
  process.env['APPIMAGE'] !== undefined ||
  existsSync(join(process.resourcesPath, 'package-type'))

async function loadUpdater(log: Logger): Promise<AppUpdater> {
  // Loaded when it is first needed, which for most people is never.
  const { default: module } = await import('electron-updater')
  const { autoUpdater } = module
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.logger = {
    info: (message) => log.info({ message: String(message) }, 'updater'),
    warn: (message) => log.warn({ message: String(message) }, 'updater'),
    error: (message) => log.error({ message: String(message) }, 'updater')
  }
  return autoUpdater
}

function restart(): void {
  app.relaunch()
  app.exit(0)
}
