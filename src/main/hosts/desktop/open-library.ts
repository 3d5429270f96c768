import { dialog } from 'electron'
import { findErrorText, toErrorInfo } from '../../../shared/errors'
import type { Desktop } from './desktop'

/** Opens the library that a launch names; one that cannot be opened is told, and all stays as it is. */
export async function openNamedLibrary(desktop: Desktop, path: string | null): Promise<void> {
  if (path === null) return
  const { workbench, word } = desktop
  try {
    await workbench.open(path)
  } catch (error) {
    workbench.log.error({ error }, 'the named library could not be opened')
    const { code, params, message } = toErrorInfo(error)
    const detail = findErrorText(code, params, workbench.locale) ?? message
    await dialog.showMessageBox({
      type: 'error',
      message: word('library.not-opened', { path }),
      detail,
      buttons: [word('box.close')]
    })
  }
}
