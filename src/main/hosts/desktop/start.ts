import { join } from 'node:path'
import { app } from 'electron'
import { forkChild } from '../../base/process/child-link'
import { forkEngine } from '../../services/engine-client/forked-process'
import { createWorkbench } from '../../services/workbench/create-workbench'
import { quitInOrder } from './closing'
import { reloadCrashedPages } from './crashes'
import type { Desktop } from './desktop'
import { desktopShell } from './desktop-shell'
import { endOnFailures } from './failures'
import { keepAwake } from './keep-awake'
import { acceptLaunches, type Launch } from './launch'
import { setContextMenu } from './menu/context-menu'
import { setMenu } from './menu/menu'
import { notifyJobEnds } from './notifications'
import { openNamedLibrary } from './open-library'
import { connectWindows } from './ports'
import { serveScheme, type PageSource } from './scheme'
import { findShippedNode } from './shipped-node'
import { findUpdater } from './updater'
import { showInTaskbar } from './taskbar'
import { showWindow } from './window'
import { wordIn } from './words'

const here = import.meta.dirname

/** Starts the desktop application, once for all of its launches. */
export async function start(launch: Launch): Promise<void> {
  const { node, bundle } = findShippedNode()
  const workbench = createWorkbench({
    host: 'desktop',
    startEngine: () => forkEngine(join(bundle, 'engine.js'), node),
    startImages: () => forkChild(join(bundle, 'image-process.js'), node),
    readerFile: join(here, 'reader.js'),
    runsQueue: true,
    updater: findUpdater(() => workbench.log),
    shell: desktopShell
  })
  const desktop: Desktop = {
    workbench,
    dev: launch.dev,
    word: (key, params) => wordIn(workbench.locale, key, params),
    show: () => showWindow(desktop, join(here, '..', 'preload', 'index.cjs'))
  }
  await app.whenReady()
  endOnFailures(desktop)
  const closing = quitInOrder(desktop)
  serveScheme(workbench, pageSource())
  connectWindows(workbench)
  setMenu(desktop)
  setContextMenu(desktop)
  reloadCrashedPages(desktop)
  keepAwake(workbench)
  showInTaskbar(workbench)
  notifyJobEnds(desktop, closing)
  acceptLaunches(desktop, closing)
  workbench.updates.watch()
  desktop.show()
  await openNamedLibrary(desktop, launch.library)
}

/** `npm run dev` serves the window with hot reload, and says where. */
function pageSource(): PageSource {
  const server = process.env['ELECTRON_RENDERER_URL']
  return server && !app.isPackaged ? { server } : { folder: join(here, '..', 'renderer') }
}
