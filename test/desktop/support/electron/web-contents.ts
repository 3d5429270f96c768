import { EventEmitter } from 'node:events'
import type { WindowOpenHandlerResponse } from 'electron'
import { stage } from './stage.ts'

class Session {
  requestHandler: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
  checkHandler: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null

  setPermissionRequestHandler(handler: typeof this.requestHandler): void {
    this.requestHandler = handler
  }
  setPermissionCheckHandler(handler: typeof this.checkHandler): void {
    this.checkHandler = handler
  }
}

/** Electron's `WebContents`, with a page that nobody draws. */
export class WebContents extends EventEmitter {
  readonly session = new Session()
  readonly #window: { emit(event: string): boolean }
  destroyed = false
  reloads = 0
  windowOpenHandler: (() => WindowOpenHandlerResponse) | null = null

  constructor(window: { emit(event: string): boolean }) {
    super()
    this.#window = window
  }

  /** As `loadURL`: rejects where the load fails, and says so by an event as well. */
  async load(url: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.destroyed) return
    if (stage.loadError) {
      const { code, description } = stage.loadError
      this.emit('did-fail-load', {}, code, description, url, true, 1, 1)
      throw new Error(`${description} (${code}) loading '${url}'`)
    }
    if (stage.signs.includes('did-finish-load')) this.emit('did-finish-load')
    if (stage.signs.includes('ready-to-show')) this.#window.emit('ready-to-show')
  }

  getType = () => 'window' as const
  isDestroyed = (): boolean => this.destroyed
  reload(): void {
    this.reloads += 1
  }
  forcefullyCrashRenderer(): void {
    setImmediate(() => this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 }))
  }
  setWindowOpenHandler(handler: typeof this.windowOpenHandler & object): void {
    this.windowOpenHandler = handler
  }
  zoom = 0
  setZoomLevel(level: number): void {
    this.zoom = level
  }
  getZoomLevel = (): number => this.zoom
  copyImageAt(): void {}
  inspectElement(): void {}
}

type Used =
  | 'getType'
  | 'isDestroyed'
  | 'reload'
  | 'forcefullyCrashRenderer'
  | 'setZoomLevel'
  | 'getZoomLevel'
  | 'copyImageAt'
  | 'inspectElement'
WebContents satisfies abstract new (...args: never[]) => Pick<Electron.WebContents, Used>
