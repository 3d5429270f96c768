import { screen, type BrowserWindow } from 'electron'
import type { Workbench } from '../../services/workbench/workbench'
import { boundsOn } from './window-bounds'

/** Moving and resizing within this time are kept together. */
const KEEP_MS = 500

/** Bounds for a window that is about to be made, where the last one was. */
export function lastBounds({ user }: Pick<Workbench, 'user'>): ReturnType<typeof boundsOn> {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return boundsOn(
    user.windowPlace,
    [primary, ...others].map(({ workArea }) => workArea)
  )
}

/** Gives a window the rest of its place, with its page's zoom, and keeps both from then on. */
export function keepPlace(
  window: BrowserWindow,
  { user, log }: Pick<Workbench, 'user' | 'log'>
): void {
  const last = user.windowPlace
  if (last?.maximized) window.maximize()
  if (last?.fullScreen) window.setFullScreen(true)
  const contents = window.webContents
  contents.on('did-finish-load', () => contents.setZoomLevel(user.windowPlace?.zoom ?? 0))

  let timer: NodeJS.Timeout | undefined
  function keep(): void {
    clearTimeout(timer)
    if (window.isDestroyed() || contents.isDestroyed()) return
    const place = {
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
      zoom: contents.getZoomLevel()
    }
    user.saveWindowPlace(place).catch((error: unknown) => {
      log.warn({ error }, 'the place of the window could not be kept')
    })
  }
  const keepSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_MS)
  }
  window.on('resize', keepSoon)
  window.on('move', keepSoon)
  // A change of the zoom is told by no event.
  window.on('blur', keep)
  window.on('close', keep)
  window.on('closed', () => clearTimeout(timer))
}
