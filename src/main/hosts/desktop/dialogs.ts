import { stat } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import {
  BrowserWindow,
  dialog,
  type FileFilter,
  type OpenDialogOptions,
  type SaveDialogOptions
} from 'electron'
import type { PathChoice } from '../../../shared/contract'
import { readTypedPath } from '../../base/files/typed-path'

const OPENS = {
  file: ['openFile'],
  folder: ['openDirectory'],
  'new-folder': ['openDirectory', 'createDirectory', 'promptToCreate']
} as const satisfies Record<string, NonNullable<OpenDialogOptions['properties']>>

/** Asks for a path in the system's dialog, over the window where there is one; null without an answer. */
export async function choosePath(choice: PathChoice): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows()
  const { mode, title } = choice
  if (mode === 'save') {
    const options: SaveDialogOptions = {
      title,
      ...(await saveStart(choice)),
      filters: filtersOf(choice.suggestedName),
      properties: ['createDirectory']
    }
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options))
    return canceled || filePath === '' ? null : filePath
  }
  const start = absolute(choice.start)
  const options: OpenDialogOptions = {
    title,
    // A Mac shows no title on its sheets.
    message: title,
    ...(start !== null && { defaultPath: start }),
    properties: [...OPENS[mode]]
  }
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}

/** A file's own path so far, or the suggested name in the folder so far. */
async function saveStart({ start, suggestedName }: PathChoice): Promise<{ defaultPath?: string }> {
  const path = absolute(start)
  if (path === null) return suggestedName === '' ? {} : { defaultPath: suggestedName }
  const found = await stat(path).catch(() => null)
  return { defaultPath: found?.isDirectory() ? join(path, suggestedName) : path }
}

function absolute(typed: string): string | null {
  if (isAbsolute(typed)) return typed
  try {
    return readTypedPath(typed)
  } catch {
    return null
  }
}

/** Windows adds the ending of the filter to a name without one. */
function filtersOf(name: string): FileFilter[] {
  const ending = extname(name).slice(1)
  const all = { name: '*', extensions: ['*'] }
  return ending === '' ? [all] : [{ name: `*.${ending}`, extensions: [ending] }, all]
}
