import type { MenuItemConstructorOptions } from 'electron'
import { stage } from './stage.ts'

/** Electron's `Menu`, as the template that it was made of. */
export class Menu {
  readonly template: MenuItemConstructorOptions[]

  constructor(template: MenuItemConstructorOptions[] = []) {
    this.template = template
  }

  static buildFromTemplate = (template: MenuItemConstructorOptions[]): Menu => new Menu(template)

  static setApplicationMenu(menu: Menu | null): void {
    stage.menu = menu
  }

  popup(): void {
    stage.popups.push(this.template)
  }
}
Menu satisfies abstract new (...args: never[]) => Pick<Electron.Menu, 'popup'>
