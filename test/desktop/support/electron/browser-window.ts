import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, ProgressBarOptions, Rectangle } from 'electron'
import { preventable, requireReady, stage } from './stage.ts'
import { WebContents } from './web-contents.ts'

/** Who hears of windows: the app, which imports this. */
interface WindowListener {
  emit(event: string, ...args: unknown[]): boolean
  windowClosed(): void
  windowStays(): void
}

/** Electron's `BrowserWindow`; one that was destroyed throws whatever is asked of it. */
export class BrowserWindow extends EventEmitter {
  static listener: WindowListener
  static getAllWindows = (): BrowserWindow[] => [...stage.windows]
  static getFocusedWindow = (): BrowserWindow | null => stage.focused
  static fromWebContents = (contents: unknown): BrowserWindow | null =>
    stage.windows.find(({ webContents }) => webContents === contents) ?? null

  readonly options: BrowserWindowConstructorOptions
  readonly #contents = new WebContents(this)
  #visible = false
  #destroyed = false
  flashing = false
  readonly bars: { fraction: number; mode: string | undefined }[] = []
  #bounds: Rectangle
  #maximized = false
  #fullScreen = false
  url: string | null = null

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    requireReady('BrowserWindow')
    this.options = options
    this.#visible = options.show ?? true
    const { width = 800, height = 600, x = 0, y = 0 } = options
    this.#bounds = { x, y, width, height }
    stage.windows.push(this)
    BrowserWindow.listener.emit('browser-window-created', {}, this)
    BrowserWindow.listener.emit('web-contents-created', {}, this.#contents)
  }

  get webContents(): WebContents {
    return this.#alive().#contents
  }

  async loadURL(url: string): Promise<void> {
    this.#alive().url = url
    await this.#contents.load(url)
  }

  show(): void {
    this.#alive().#visible = true
    this.focus()
  }
  focus(): void {
    stage.focused = this.#alive()
    this.emit('focus')
    BrowserWindow.listener.emit('browser-window-focus', {}, this)
  }
  blur(): void {
    if (stage.focused === this.#alive()) stage.focused = null
    this.emit('blur')
  }
  flashFrame(flag: boolean): void {
    this.#alive().flashing = flag
  }
  setProgressBar(fraction: number, options?: ProgressBarOptions): void {
    this.#alive().bars.push({ fraction, mode: options?.mode })
  }
  /** As a person who moves and resizes it. */
  setBounds(bounds: Partial<Rectangle>): void {
    this.#alive().#bounds = { ...this.#bounds, ...bounds }
    this.emit('move')
    this.emit('resize')
  }
  getNormalBounds = (): Rectangle => ({ ...this.#alive().#bounds })
  maximize(): void {
    this.#alive().#maximized = true
    this.emit('resize')
  }
  isMaximized = (): boolean => this.#alive().#maximized
  setFullScreen(flag: boolean): void {
    this.#alive().#fullScreen = flag
    this.emit('resize')
  }
  isFullScreen = (): boolean => this.#alive().#fullScreen
  restore(): void {
    this.#alive()
  }
  isMinimized = (): boolean => this.#alive() !== this
  isVisible = (): boolean => this.#alive().#visible
  isFocused = (): boolean => stage.focused === this.#alive()
  isDestroyed = (): boolean => this.#destroyed

  close(): void {
    this.#alive()
    const event = preventable()
    this.emit('close', event)
    if (event.defaultPrevented) BrowserWindow.listener.windowStays()
    // The page is asked first.
    else setImmediate(() => this.destroy())
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#contents.destroyed = true
    stage.windows.splice(stage.windows.indexOf(this), 1)
    if (stage.focused === this) stage.focused = null
    this.emit('closed')
    BrowserWindow.listener.windowClosed()
  }

  #alive(): this {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    return this
  }
}

type Used =
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'flashFrame'
  | 'setProgressBar'
  | 'getNormalBounds'
  | 'maximize'
  | 'isMaximized'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'isMinimized'
  | 'isVisible'
  | 'isFocused'
  | 'isDestroyed'
  | 'close'
  | 'destroy'
BrowserWindow satisfies abstract new (...args: never[]) => Pick<Electron.BrowserWindow, Used>
