import { protocol } from 'electron'

/** Address of the window's page, of its files, and of the library's images under `media/`. */
export const pageUrl = 'viecap://app/'

/** Makes `viecap:` a scheme with origins like those of https. To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'viecap',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    }
  ])
}
