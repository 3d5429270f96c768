// The part of the `electron` module that the desktop entry uses, kept in the open so that a test
// can look at what the entry did and play the part of Electron.
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'

/** What the entry did. */
export const seen = { schemes: [], handlers: {}, windows: [], quits: 0 }

class App extends EventEmitter {
  requestSingleInstanceLock = () => true
  whenReady = async () => undefined
  quit() {
    seen.quits += 1
    this.emit('before-quit', { preventDefault: () => undefined })
  }
}
export const app = new App()

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => seen.schemes.push(...schemes),
  handle: (scheme, handler) => {
    seen.handlers[scheme] = handler
  }
}

export const ipcMain = new EventEmitter()

class Session {
  setPermissionRequestHandler(handler) {
    this.requestHandler = handler
  }
  setPermissionCheckHandler(handler) {
    this.checkHandler = handler
  }
}

class WebContents extends EventEmitter {
  session = new Session()
  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => seen.windows
  webContents = new WebContents()
  focused = 0
  constructor(options) {
    super()
    this.options = options
    seen.windows.push(this)
  }
  async loadURL(url) {
    this.url = url
  }
  show() {}
  isMinimized = () => false
  focus() {
    this.focused += 1
  }
}

export const powerSaveBlocker = { start: () => 1, stop: () => undefined }

export const utilityProcess = {
  fork(file, args) {
    const child = fork(file, args, { serialization: 'advanced', silent: true })
    const handle = new EventEmitter()
    child.on('message', (message) => handle.emit('message', message))
    child.on('exit', (code) => handle.emit('exit', code))
    return Object.assign(handle, {
      stdout: child.stdout,
      stderr: child.stderr,
      postMessage: (message) => child.send(message),
      kill: () => child.kill()
    })
  }
}
