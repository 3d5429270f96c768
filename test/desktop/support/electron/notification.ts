import { EventEmitter } from 'node:events'
import { stage, type NotificationOptions } from './stage.ts'

/** Electron's `Notification`. */
export class Notification extends EventEmitter {
  readonly options: NotificationOptions

  constructor(options: NotificationOptions = {}) {
    super()
    this.options = options
  }

  static isSupported = (): boolean => true

  show(): void {
    stage.notifications.push(this)
  }
}
Notification satisfies abstract new (...args: never[]) => Pick<Electron.Notification, 'show'>
