import { protocol } from 'electron'
import { firstLanguage } from '../../../shared/first-language'
import { serveMedia } from '../../services/media/serve-media'
import { pageInLanguage } from '../../services/window-files/page-language'
import { securityHeaders } from '../../services/window-files/security-headers'
import { plainResponse, serveWindowFile } from '../../services/window-files/window-file'
import type { Workbench } from '../../services/workbench/workbench'

const mediaRoot = '/media/'

/** Where the window's files come from: the folder of the build, or the server of `npm run dev`. */
export type PageSource = { folder: string } | { server: string }

/** Answers `viecap:` with the window's files and the library's images, and nothing else. */
export function serveScheme(workbench: Workbench, source: PageSource): void {
  protocol.handle('viecap', async (request) => {
    const response = await answer(request).catch((error: unknown) => {
      workbench.log.error({ error, url: request.url }, 'request failed')
      return plainResponse(500)
    })
    // Vite's client puts styles into the page and connects to its server.
    const headers = 'folder' in source ? securityHeaders() : {}
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  })

  async function answer(request: Request): Promise<Response> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plainResponse(405)
    const { host, pathname, search } = new URL(request.url)
    if (host !== 'app') return plainResponse(404)
    if (pathname.startsWith(mediaRoot)) {
      const known = request.headers.get('if-none-match')
      return serveMedia(workbench, pathname.slice(mediaRoot.length), known)
    }
    const file = await ('folder' in source
      ? serveWindowFile(source.folder, pathname)
      : passOn(new URL(pathname + search, source.server)))
    return pageInLanguage(file, firstLanguage(workbench.shell.languages()))
  }
}

/** What the server of `npm run dev` answers, as if it came from the page's own origin. */
async function passOn(url: URL): Promise<Response> {
  const { status, headers, body } = await fetch(url)
  const contentType = headers.get('content-type') ?? 'application/octet-stream'
  return new Response(body, { status, headers: { 'content-type': contentType } })
}
