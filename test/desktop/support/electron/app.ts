import { EventEmitter } from 'node:events'
import { BrowserWindow } from './browser-window.ts'
import { preventable, stage } from './stage.ts'

/**
 * Electron's `app`. Quitting asks by `before-quit`, closes the windows, which may refuse, asks by
 * `will-quit`, and ends the process; each of them really prevents.
 */
class App extends EventEmitter {
  name = 'viecap-workbench'
  #ready = Promise.withResolvers<undefined>()
  #quitting = false

  constructor() {
    super()
    setImmediate(() => {
      stage.ready = true
      this.emit('ready')
      this.#ready.resolve(undefined)
    })
  }

  get isPackaged(): boolean {
    return stage.packaged
  }

  getLocale = (): string => stage.locale
  getPreferredSystemLanguages = (): string[] => [...stage.languages]
  readonly dock = {
    bounce: (type?: 'critical' | 'informational'): number =>
      stage.bounces.push(type ?? 'informational')
  }
  getVersion = (): string => '0.0.0'

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    // What is not plain data does not arrive.
    stage.launchData = structuredClone(additionalData)
    return !stage.locked
  }

  whenReady = async (): Promise<void> => this.#ready.promise

  setAppUserModelId(id: string): void {
    stage.userModelId = id
  }

  quit(): void {
    if (this.#quitting) return
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    for (const window of [...stage.windows]) window.close()
    this.#goOn()
  }

  /** Ends without asking anybody. */
  exit(code = 0): void {
    this.#quitting = true
    for (const window of [...stage.windows]) window.destroy()
    this.emit('quit', {}, code)
    stage.end(code)
  }

  /** A window was closed. */
  windowClosed(): void {
    if (this.#quitting) this.#goOn()
    else if (stage.windows.length === 0 && !this.emit('window-all-closed')) this.quit()
  }

  /** A window refused to close: nothing quits any more. */
  windowStays(): void {
    this.#quitting = false
  }

  #goOn(): void {
    if (!this.#quitting || stage.windows.length > 0) return
    const event = preventable()
    this.emit('will-quit', event)
    if (event.defaultPrevented) {
      this.#quitting = false
      return
    }
    this.emit('quit', {}, 0)
    stage.end(0)
  }
}

export const app = new App()
app satisfies Pick<
  Electron.App,
  | 'isPackaged'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'getVersion'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'setAppUserModelId'
  | 'quit'
  | 'exit'
>
BrowserWindow.listener = app
