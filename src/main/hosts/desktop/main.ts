import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app } from 'electron'
import { createWorkbench } from '../../services/workbench/create-workbench'
import type { Workbench } from '../../services/workbench/workbench'
import { startEngineUtility } from './engine-utility'
import { keepAwake } from './keep-awake'
import { connectWindows } from './ports'
import { registerScheme, serveScheme } from './scheme'
import { openWindow } from './window'

const here = import.meta.dirname

registerScheme()

if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  const workbench = createWorkbench({
    host: 'desktop',
    startEngine: () => startEngineUtility(join(here, 'engine.js')),
    readerFile: join(here, 'reader.js'),
    runsQueue: true
  })
  await app.whenReady()
  await openNamedLibrary(workbench)
  serveScheme(workbench, join(here, '..', 'renderer'))
  connectWindows(workbench)
  keepAwake(workbench)
  const show = () => openWindow(join(here, '..', 'preload', 'index.cjs'))
  show()

  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => app.quit())
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    // Running jobs are stopped safely and the library is closed first; then the app quits for good.
    event.preventDefault()
    void workbench.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

/** Opens the library that `--library DIR` names; one that cannot be opened leaves the first screen. */
async function openNamedLibrary(workbench: Workbench): Promise<void> {
  const { values } = parseArgs({ options: { library: { type: 'string' } }, strict: false })
  if (typeof values.library !== 'string') return
  await workbench.open(values.library).catch((error: unknown) => {
    workbench.log.error({ error }, 'the named library could not be opened')
  })
}
