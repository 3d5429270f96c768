// The part of the `electron` module that the desktop application uses, as Electron behaves, so that
// a test can play the part of the system and look at what the application did.
import { EventEmitter } from 'node:events'
import type { CustomScheme } from 'electron'
import { stage } from './stage.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { dialog } from './dialog.ts'
export { Menu } from './menu.ts'
export { Notification } from './notification.ts'
export { ipcMain, MessagePortMain } from './ports.ts'
export { stage } from './stage.ts'
export { screen, shell } from './system.ts'

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (stage.ready) throw new Error('schemes are registered before the app is ready')
    stage.schemes.push(...schemes)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (!stage.ready) throw new Error('schemes are handled once the app is ready')
    stage.handlers.set(scheme, handler)
  }
}
protocol satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>

export const net = { fetch: (url: string) => fetch(url) }
net satisfies Pick<Electron.Net, 'fetch'>

export const powerMonitor = new EventEmitter()

let lastBlocker = 0
export const powerSaveBlocker = {
  start(): number {
    lastBlocker += 1
    stage.blockers.add(lastBlocker)
    return lastBlocker
  },
  stop: (id: number): boolean => stage.blockers.delete(id)
}
powerSaveBlocker satisfies Pick<Electron.PowerSaveBlocker, 'start' | 'stop'>
