import { protocol } from 'electron'
import { serveMedia } from '../../services/media/serve-media'
import { securityHeaders } from '../../services/window-files/security-headers'
import { plainResponse, serveWindowFile } from '../../services/window-files/window-file'
import type { Workbench } from '../../services/workbench/workbench'

/** Address of the window's page. Pictures are under the host `media` of the same scheme. */
export const pageUrl = 'viecap://app/'

/** Makes `viecap:` a scheme with origins like those of https. To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'viecap', privileges: { standard: true, secure: true, supportFetchAPI: true } }
  ])
}

/** Answers `viecap:` with the window's files and the library's pictures, and nothing else. */
export function serveScheme(workbench: Workbench, rendererDir: string): void {
  const headers = securityHeaders({ pictures: 'viecap://media' })
  protocol.handle('viecap', async (request) => {
    const response = await answer(request).catch((error: unknown) => {
      workbench.log.error({ error, url: request.url }, 'request failed')
      return plainResponse(500)
    })
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  })

  async function answer(request: Request): Promise<Response> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plainResponse(405)
    const { host, pathname } = new URL(request.url)
    if (host === 'app') return serveWindowFile(rendererDir, pathname)
    if (host !== 'media') return plainResponse(404)
    return serveMedia(workbench, pathname.slice(1), request.headers.get('if-none-match'))
  }
}
