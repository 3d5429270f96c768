import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Setup, Stagehand } from './stagehand'

const root = join(import.meta.dirname, '..', '..', '..')

export interface DesktopOptions extends Pick<Setup, 'stage' | 'missing'> {
  /** The user's settings. */
  home: string
  args?: string[]
  /** Working directory. */
  cwd?: string
  env?: Record<string, string>
  entry?: string
  /** The package: its folder `resources`, where `process.resourcesPath` points. */
  resources?: string
  /** The Node that plays Electron; by default that of the test. */
  node?: string
  /** The script that sets the stage, where it is not ours. */
  script?: string
}

/** What is known of a process that has ended. */
interface LastWords {
  errorBoxes: ErrorBox[]
  /** What it gave to other instances. */
  launchData: unknown
}

interface ErrorBox {
  title: string
  content: string
}

type Message =
  | { started: true }
  | LastWords
  | { port: string; data: string | null }
  | { id: number; result?: unknown; error?: string }

/** The built desktop application in a process of its own, on the stand-in for Electron. */
export class DesktopProcess {
  readonly #child: ChildProcess
  #hearPort: (id: string, data: string | null) => void = () => undefined
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #lastId = 0
  #words = ''
  /** Resolves once the main process's own module has run. */
  readonly started: Promise<void>
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
  lastWords: LastWords | null = null

  constructor(options: DesktopOptions) {
    const { home, args = [], cwd, env, entry, stage, missing, node } = options
    const resources = options.resources ?? (stage?.packaged ? '/opt/viecap/resources' : undefined)
    const executable = stage?.packaged ? ['/opt/viecap/viecap-workbench'] : ['/opt/electron', root]
    const setup: Setup = {
      entry: entry ?? join(root, 'out', 'main', 'desktop.js'),
      argv: [...executable, ...args],
      ...(stage && { stage }),
      ...(missing !== undefined && { missing }),
      ...(resources !== undefined && { resources })
    }
    this.#child = fork(
      options.script ?? join(import.meta.dirname, 'run-desktop.ts'),
      [JSON.stringify(setup)],
      {
        env: { ...process.env, VIECAP_HOME: home, ...env },
        execArgv: ['--disable-warning=ExperimentalWarning'],
        serialization: 'advanced',
        silent: true,
        ...(node !== undefined && { execPath: node }),
        ...(cwd !== undefined && { cwd })
      }
    )
    this.#child.stderr?.on('data', (chunk) => (this.#words += String(chunk)))
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    this.started = promise
    promise.catch(() => undefined)
    this.#child.on('message', (message: Message) => {
      if ('started' in message) resolve(undefined)
      else if ('port' in message) this.#hearPort(message.port, message.data)
      else if ('errorBoxes' in message) this.lastWords = message
      else {
        const waiting = this.#waiting.get(message.id)
        this.#waiting.delete(message.id)
        if (message.error === undefined) waiting?.resolve(message.result)
        else waiting?.reject(new Error(message.error))
      }
    })
    this.ended = once(this.#child, 'exit').then(([code]) => {
      const error = new Error(`the desktop ended with ${String(code)}: ${this.#words}`)
      reject(error)
      for (const waiting of this.#waiting.values()) waiting.reject(error)
      return code as number | null
    })
  }

  /** Runs `work` inside the process; it sees nothing of the test but `arg`. */
  async evaluate<Result, Arg = undefined>(
    work: (stagehand: Stagehand, arg: Arg) => Result | Promise<Result>,
    ...[arg]: Arg extends undefined ? [] : [Arg]
  ): Promise<Result> {
    await this.started
    this.#lastId += 1
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(this.#lastId, waiting)
    this.#child.send({ id: this.#lastId, code: work.toString(), arg })
    return (await waiting.promise) as Result
  }

  /** Hands a port over as the preload does; `onPort` hears what comes out of it. */
  openPort(id: string): Promise<void> {
    return this.evaluate(({ handOver, ports }, name) => {
      const port = handOver('viecap://app/')
      ports.set(name, port)
      port.on('message', (data: string) => process.send?.({ port: name, data }))
      port.on('close', () => process.send?.({ port: name, data: null }))
    }, id)
  }

  sendToPort(id: string, data: string): Promise<void> {
    return this.evaluate(({ ports }, [name, text]) => ports.get(name)?.postMessage(text), [
      id,
      data
    ] as const)
  }

  closePort(id: string): Promise<void> {
    return this.evaluate(({ ports }, name) => ports.get(name)?.close(), id)
  }

  /** Calls `hear` with what the desktop says through a port, and with null when one is closed. */
  onPort(hear: (id: string, data: string | null) => void): void {
    this.#hearPort = hear
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  /** What it wrote to its standard error. */
  get words(): string {
    return this.#words
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
  }
}
