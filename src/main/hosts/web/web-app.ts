import { Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import type { IncomingMessage } from 'node:http'
import { serveMedia } from '../../services/media/serve-media'
import { pageInLanguage } from '../../services/window-files/page-language'
import { securityHeaders } from '../../services/window-files/security-headers'
import { plainResponse, serveWindowFile } from '../../services/window-files/window-file'
import type { Workbench } from '../../services/workbench/workbench'
import { browserLanguage } from './browser-language'
import { serveTransfer } from './serve-transfer'
import type { Door, WebApp, WebContext } from './door'

export interface WebAppParts {
  workbench: Workbench
  /** Folder of the built window. */
  rendererDir: string
  door: Door
}

/** What is answered over HTTP: pages to whom `door` lets in, images and people's own files behind `/session/KEY/`. */
export function makeWebApp({ workbench, rendererDir, door }: WebAppParts): WebApp {
  const app: WebApp = new Hono<{ Bindings: HttpBindings }>()

  app.onError((error, { env }) => {
    workbench.log.error({ error, path: pathForLog(env.incoming) }, 'request failed')
    return plainResponse(500)
  })

  app.use(async (context, next) => {
    const { incoming } = context.env
    // A whole URL as the target is a proxy's way of asking, and may name another host than `Host` does.
    const isForUs = incoming.url?.startsWith('/') === true && door.isForUs(incoming)
    if (isForUs) await next()
    else context.res = door.refuseForeign(incoming)
    const headers = isForUs ? door.headers(incoming) : securityHeaders()
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
  })

  app.on(['GET', 'PATCH'], '/session/*', async (context) => {
    const { incoming } = context.env
    const { key, rest } = splitSession(rawPath(context))
    const ask = door.admit(incoming, key)
    if (!ask) return door.refuse(incoming)
    const caller = ask(true)
    const media = /^media\/(.*)$/.exec(rest)?.[1]
    if (media === undefined || incoming.method === 'PATCH') {
      return (await serveTransfer(caller, rest, incoming)) ?? plainResponse(404)
    }
    return serveMedia(workbench, media, context.req.header('if-none-match') ?? null)
  })

  /** A file of the window; a page in the language that its browser asks for first. */
  async function windowFile(context: WebContext, path = rawPath(context)): Promise<Response> {
    const file = await serveWindowFile(rendererDir, path)
    return pageInLanguage(file, browserLanguage(context.env.incoming.headers))
  }
  door.addPages(app, windowFile)

  app.notFound(({ req }) => plainResponse(['GET', 'HEAD'].includes(req.method) ? 404 : 405))
  return app
}

/** Still percent-encoded, as the file server takes it. */
const rawPath = ({ req }: WebContext): string => new URL(req.url).pathname

/** What follows the key of a session, `/session/KEY/rest`; both empty without one. */
export function splitSession(pathname: string): { key: string; rest: string } {
  const [, key = '', rest = ''] = /^\/session\/([^/]*)\/?(.*)$/.exec(pathname) ?? []
  return { key, rest }
}

/** The path of a request, without its query. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/'

/** The path for the log, in which neither tokens nor keys belong. */
export function pathForLog(request: IncomingMessage): string {
  const path = pathOf(request)
  return path.startsWith('/session/') ? splitSession(path).rest : path
}
