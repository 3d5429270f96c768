import {
  app,
  BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type MessageBoxReturnValue,
  type WebContents
} from 'electron'
import type { Desktop } from './desktop'

/** A page that crashes this often in this time is not reloaded again without asking. */
const CRASHES = 3
const CRASHES_MS = 60_000

/**
 * Reloads a page that crashed, which keeps its drafts, and says so; offers to reload one that does
 * not respond; and logs the end of Chromium's other processes, which come again by themselves.
 */
export function reloadCrashedPages(desktop: Desktop): void {
  const { log } = desktop.workbench
  app.on('web-contents-created', (_event, contents) => {
    if (contents.getType() === 'window') watch(desktop, contents)
  })
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') log.error({ details }, 'a process of Chromium ended')
  })
}

function watch({ workbench: { log }, word }: Desktop, contents: WebContents): void {
  const crashes: number[] = []
  let telling = false
  let asking: AbortController | null = null

  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    log.error({ details }, 'the page crashed')
    const now = Date.now()
    crashes.push(now)
    const often = crashes.filter((time) => now - time < CRASHES_MS).length >= CRASHES
    if (often) void offerReload()
    else {
      contents.reload()
      void tell()
    }
  })

  contents.on('unresponsive', () => {
    if (asking) return
    asking = new AbortController()
    void offerToCrash(asking.signal).finally(() => (asking = null))
  })
  contents.on('responsive', () => asking?.abort())

  /** Once for all crashes while the box is there. */
  async function tell(): Promise<void> {
    if (telling) return
    telling = true
    await show({
      type: 'warning',
      message: word('page.crashed'),
      detail: word('page.crashed-detail'),
      buttons: [word('box.close')]
    }).finally(() => (telling = false))
  }

  async function offerReload(): Promise<void> {
    const { response } = await show({
      type: 'error',
      message: word('page.crashes'),
      detail: word('page.crashed-detail'),
      buttons: [word('page.reload'), word('page.quit')],
      cancelId: 1
    })
    if (response !== 0) app.quit()
    else if (!contents.isDestroyed()) {
      crashes.length = 0
      contents.reload()
    }
  }

  async function offerToCrash(signal: AbortSignal): Promise<void> {
    const { response } = await show({
      type: 'warning',
      message: word('page.unresponsive'),
      detail: word('page.crashed-detail'),
      buttons: [word('page.wait'), word('page.reload')],
      cancelId: 0,
      signal
    })
    // What reloads it then is the crash.
    if (response === 1 && !contents.isDestroyed()) contents.forcefullyCrashRenderer()
  }

  function show(options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
    const window = BrowserWindow.fromWebContents(contents)
    return window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options)
  }
}
