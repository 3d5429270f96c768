import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { handOverPort } from './hand-over'

// The page learns here that a port is to be had; see `hand-over.ts` for how it asks.
contextBridge.exposeInMainWorld('viecapDesktop', true)

// Only of files that a person drops or chooses: a page cannot make one of a path.
contextBridge.exposeInMainWorld('viecapPathOf', (file: File) => webUtils.getPathForFile(file))

handOverPort(window, (port) => {
  ipcRenderer.postMessage('viecap:port', null, [port])
})
