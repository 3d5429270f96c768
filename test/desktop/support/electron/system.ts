import type { Display } from 'electron'
import { requireReady, stage } from './stage.ts'

/** Electron's `screen`: what a test says of the displays. */
export const screen = {
  getAllDisplays(): Display[] {
    requireReady('screen')
    return stage.displays as Display[]
  },
  getPrimaryDisplay(): Display {
    requireReady('screen')
    return stage.displays[0] as Display
  }
}
screen satisfies Pick<Electron.Screen, 'getAllDisplays' | 'getPrimaryDisplay'>

/** Electron's `shell`. */
export const shell = {
  showItemInFolder(path: string): void {
    stage.shownInFolder.push(path)
  }
}
shell satisfies Pick<Electron.Shell, 'showItemInFolder'>
