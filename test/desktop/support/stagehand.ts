import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../../src/shared/contract/index.ts'
import type * as StandIn from './electron/index.ts'

/** How the application is started. */
export interface Setup {
  /** The built main process. */
  entry: string
  argv: string[]
  /** What of the stage is other than usual. */
  stage?: Partial<
    Pick<
      typeof StandIn.stage,
      'locked' | 'packaged' | 'locale' | 'languages' | 'displays' | 'signs' | 'loadError'
    >
  >
  /** Where `process.resourcesPath` points. */
  resources?: string
  /** A package that is not there. */
  missing?: string
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** What a test can do inside the application's process. */
export class Stagehand {
  readonly electron: typeof StandIn
  readonly stage: typeof StandIn.stage
  /** Ports that the test process speaks through. */
  readonly ports = new Map<string, MessagePort>()

  constructor(electron: typeof StandIn) {
    this.electron = electron
    this.stage = electron.stage
  }

  /** Waits until `look` gives something. */
  until = async <T>(look: () => T | undefined | null | false): Promise<T> => {
    for (;;) {
      const found = look()
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Hands a port over as the preload does, from a frame with this address; null where it is gone. */
  handOver = (frameUrl: string | null): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    const port = new this.electron.MessagePortMain(port1)
    const senderFrame = frameUrl === null ? null : { url: frameUrl }
    this.electron.ipcMain.emit('viecap:port', { ports: [port], senderFrame })
    return port2
  }

  /** The API as the page has it. */
  connect = (): ContractRouterClient<typeof contract> => {
    const port = this.handOver('viecap://app/index.html')
    port.start()
    return createORPCClient(new RPCLink({ port }))
  }

  /** What the scheme answers. */
  request = async (url: string, init?: RequestInit): Promise<Answer> => {
    const handler = await this.until(() => this.stage.handlers.get('viecap'))
    const response = await handler(new Request(url, init))
    const body = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: Object.fromEntries(response.headers), body }
  }
}
