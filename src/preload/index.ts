import { contextBridge, ipcRenderer } from 'electron'
import { handOverPort } from './hand-over'

// The page learns here that a port is to be had; see `hand-over.ts` for how it asks.
contextBridge.exposeInMainWorld('viecapDesktop', true)

handOverPort(window, (port) => {
  ipcRenderer.postMessage('viecap:port', null, [port])
})
