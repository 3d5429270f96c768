import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { IncomingMessage } from 'node:http'
import type { AskCaller } from '../../api/connection'

interface Env {
  Bindings: HttpBindings
}
export type WebApp = Hono<Env>
export type WebContext = Context<Env>

/** Answers with a file of the window, by default the one that the request names. */
export type WindowFile = (context: WebContext, path?: string) => Promise<Response>

/** How browsers come in: one person's by a link, a team's by a log-in. */
export interface Door {
  /** Whether a request is addressed to this host, and comes from no page of another origin. */
  isForUs(request: IncomingMessage): boolean
  /** Whether one that opens a WebSocket is; browsers say where those come from. */
  isSocketForUs(request: IncomingMessage): boolean
  /** Headers of all answers to such requests, by their names. */
  headers(request: IncomingMessage): Record<string, string>
  /** What a request that is not for us is told. */
  refuseForeign(request: IncomingMessage): Response
  /** Who makes a request with the key that stands in its path; null for nobody. */
  admit(request: IncomingMessage, key: string): AskCaller | null
  /** What a request that is not admitted is told. */
  refuse(request: IncomingMessage): Response
  /** Adds the window's pages, and what lets people in. */
  addPages(app: WebApp, file: WindowFile): void
}
