import { app } from 'electron'
import { endFailedStart } from './failures'
import { readLaunch } from './launch'
import { registerScheme } from './register-scheme'

registerScheme()

const launch = readLaunch(process.argv, { packaged: app.isPackaged, directory: process.cwd() })
// The first instance gets what a later one was started with, and shows its window.
if (app.requestSingleInstanceLock(launch)) {
  // Loaded here, so that a package that is missing or broken is told as well.
  import('./start').then(({ start }) => start(launch)).catch(endFailedStart)
} else {
  app.quit()
}
