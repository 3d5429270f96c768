import type { IncomingMessage } from 'node:http'
import type { AskCaller } from '../../api/connection'
import { onePerson } from '../../services/people/caller'
import { securityHeaders } from '../../services/window-files/security-headers'
import type { Workbench } from '../../services/workbench/workbench'
import { Access, isFromHere, setCookie } from './access'
import type { Door, WebApp, WebContext, WindowFile } from './door'
import { keyedPage } from './keyed-page'
import { refuse } from './refusal-page'

/** The door of one person's host: on the loopback address, by a link that works once. */
export class LinkDoor implements Door {
  readonly #access = new Access()
  readonly #caller: AskCaller

  /** @param onEntry Called when the link was used, before the page is answered. */
  constructor(
    workbench: Workbench,
    private readonly port: () => number,
    private readonly onEntry: () => void
  ) {
    const person = onePerson(workbench)
    this.#caller = () => person
  }

  /** The token of the next link. */
  get token(): string {
    return this.#access.token
  }

  isForUs({ headers }: IncomingMessage): boolean {
    return isFromHere(headers)
  }

  isSocketForUs(request: IncomingMessage): boolean {
    return this.isForUs(request)
  }

  headers({ headers }: IncomingMessage): Record<string, string> {
    return securityHeaders({ connections: `ws://${headers.host}` })
  }

  refuseForeign({ headers }: IncomingMessage): Response {
    return refuse('host.not-from-here', { port: this.port() }, headers)
  }

  admit({ headers }: IncomingMessage, key: string): AskCaller | null {
    return this.#access.admits(headers, key) ? this.#caller : null
  }

  refuse({ headers }: IncomingMessage): Response {
    return refuse('host.link-needed', {}, headers)
  }

  addPages(app: WebApp, file: WindowFile): void {
    app.get('*', (context) => {
      const { incoming } = context.env
      const token = context.req.path === '/' ? context.req.query('token') : undefined
      // Programs that show previews only ask for the head.
      if (token !== undefined && incoming.method === 'GET') return this.#enter(context, token, file)
      return this.#access.hasCookie(incoming.headers) ? file(context) : this.refuse(incoming)
    })
  }

  /** The first page of a browser, which is told its key; a link of before leads on to the window. */
  async #enter(context: WebContext, token: string, file: WindowFile): Promise<Response> {
    const { headers } = context.env.incoming
    const session = this.#access.enter(token)
    if (session) {
      this.onEntry()
      return keyedPage(await file(context), session.key, setCookie(headers, session))
    }
    if (!this.#access.hasCookie(headers)) return this.refuse(context.env.incoming)
    return new Response(null, {
      status: 303,
      headers: { location: '/', 'cache-control': 'no-store' }
    })
  }
}
