import { app, BrowserWindow, Menu, type WebContents } from 'electron'
import type { Desktop } from '../desktop'
import { contextTemplate } from './context-template'

/** Gives every page a context menu. */
export function setContextMenu(desktop: Desktop): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menuEvent, params) => {
      const template = contextTemplate(params, desktop, actionsAt(contents, params))
      const window = BrowserWindow.fromWebContents(contents)
      if (template.length === 0 || !window) return
      Menu.buildFromTemplate(template).popup({ window })
    })
  })
}

const actionsAt = (contents: WebContents, { x, y }: { x: number; y: number }) => ({
  copyImage: () => contents.copyImageAt(x, y),
  inspect: () => contents.inspectElement(x, y)
})
