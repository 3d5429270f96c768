import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue
} from 'electron'
import type { BrowserWindow } from './browser-window.ts'
import { requireReady, stage, type Box, type PathDialog } from './stage.ts'

/** Electron's `dialog`. A box stays until a test answers it, or its signal is aborted. */
export const dialog = {
  showMessageBox(
    ...args: [MessageBoxOptions] | [BrowserWindow, MessageBoxOptions]
  ): Promise<MessageBoxReturnValue> {
    requireReady('dialog')
    const options = args.length === 1 ? args[0] : args[1]
    return new Promise((resolve) => {
      const box: Box = {
        options,
        answer(response) {
          stage.boxes.splice(stage.boxes.indexOf(box), 1)
          resolve({ response, checkboxChecked: false })
        }
      }
      stage.boxes.push(box)
      options.signal?.addEventListener('abort', () => box.answer(options.cancelId ?? 0))
    })
  },

  async showOpenDialog(
    ...args: [OpenDialogOptions] | [BrowserWindow, OpenDialogOptions]
  ): Promise<OpenDialogReturnValue> {
    const path = await askPath('open', args)
    return { canceled: path === null, filePaths: path === null ? [] : [path] }
  },

  async showSaveDialog(
    ...args: [SaveDialogOptions] | [BrowserWindow, SaveDialogOptions]
  ): Promise<SaveDialogReturnValue> {
    const path = await askPath('save', args)
    return { canceled: path === null, filePath: path ?? '' }
  },

  showErrorBox(title: string, content: string): void {
    // Linux shows none before the app is ready.
    if (stage.ready) stage.errorBoxes.push({ title, content })
    else process.stderr.write(`${title}\n${content}\n`)
  }
}
function askPath(
  kind: PathDialog['kind'],
  args: [PathDialog['options']] | [BrowserWindow, PathDialog['options']]
): Promise<string | null> {
  requireReady('dialog')
  const overWindow = args.length === 2
  const options = args.length === 1 ? args[0] : args[1]
  return new Promise((resolve) => {
    const asked: PathDialog = {
      kind,
      options,
      overWindow,
      answer(path) {
        stage.pathDialogs.splice(stage.pathDialogs.indexOf(asked), 1)
        resolve(path)
      }
    }
    stage.pathDialogs.push(asked)
  })
}
dialog satisfies StandInDialog

/** With our own windows in the place of Electron's. */
interface StandInDialog extends Pick<Electron.Dialog, 'showErrorBox'> {
  showMessageBox(window: BrowserWindow, options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  showOpenDialog(window: BrowserWindow, options: OpenDialogOptions): Promise<OpenDialogReturnValue>
  showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>
  showSaveDialog(window: BrowserWindow, options: SaveDialogOptions): Promise<SaveDialogReturnValue>
  showSaveDialog(options: SaveDialogOptions): Promise<SaveDialogReturnValue>
}
