import type {
  OpenDialogOptions,
  Rectangle,
  SaveDialogOptions,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions
} from 'electron'
import type { BrowserWindow } from './browser-window.ts'
import type { Menu } from './menu.ts'
import type { Notification } from './notification.ts'

/** A message box that is shown, until it is answered with the number of a button. */
export interface Box {
  options: MessageBoxOptions
  answer(response: number): void
}

/** A dialog that asks for a path, until it is answered with one; null dismisses it. */
export interface PathDialog {
  kind: 'open' | 'save'
  options: OpenDialogOptions | SaveDialogOptions
  /** Whether it belongs to the window. */
  overWindow: boolean
  answer(path: string | null): void
}

export interface Display {
  id: number
  workArea: Rectangle
}

/** What a test decides of the system, and what it sees of what the application did. */
export const stage = {
  /** Whether another instance holds the lock. */
  locked: false,
  packaged: false,
  locale: 'en-US',
  languages: ['en-US'] as string[],
  displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] as Display[],
  /** Which of the signs that a page can be shown are given. */
  signs: ['did-finish-load', 'ready-to-show'] as string[],
  /** What a load of a page fails with: Chromium's number and name. */
  loadError: null as { code: number; description: string } | null,
  ready: false,
  /** What the application gave to other instances. */
  launchData: undefined as unknown,
  schemes: [] as { scheme: string; privileges?: object }[],
  handlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  windows: [] as BrowserWindow[],
  focused: null as BrowserWindow | null,
  boxes: [] as Box[],
  errorBoxes: [] as { title: string; content: string }[],
  notifications: [] as Notification[],
  menu: null as Menu | null,
  popups: [] as MenuItemConstructorOptions[][],
  blockers: new Set<number>(),
  /** Dialogs that ask for a path, until a test answers. */
  pathDialogs: [] as PathDialog[],
  /** What was shown in the file manager. */
  shownInFolder: [] as string[],
  bounces: [] as string[],
  userModelId: null as string | null,
  /** Ends the process; a test in the same process puts something else here. */
  end: (code: number): void => {
    const { errorBoxes, launchData } = stage
    if (process.send) process.send({ errorBoxes, launchData }, () => process.exit(code))
    else process.exit(code)
  }
}

export type NotificationOptions = NotificationConstructorOptions

/** Electron refuses much before it is ready. */
export function requireReady(what: string): void {
  if (!stage.ready) throw new Error(`${what} cannot be used before the app is ready`)
}

/** An event whose default can be prevented, and is then. */
export function preventable() {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    }
  }
  return event
}
