import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { People } from '../../src/main/services/people/people'
import { figures, type Figures } from '../../src/main/services/bench/figures'
import { chooseModel } from '../../src/main/hosts/cli/choose-model'
import { demoScale } from '../../src/shared/demo-rows'
import type { Role } from '../../src/shared/domain'
import { serve, type Pass, type Server } from '../../test/integration/support/serve'
import { openApi, openPage, ORIGIN } from '../../test/integration/support/team'
import { viecap } from '../../test/integration/support/viecap'
import type { Api } from '../../test/integration/support/api'
import { Annotator } from './team-annotator'
import { BrowserAnnotator, launchTeamBrowser } from './team-browser'
import { Ledger } from './team-ledger'

export interface TeamOptions {
  people: number
  /** How many of them work in the window, in Chromium; the others over WebSockets alone. */
  browsers: number
  /** Seconds of work. */
  seconds: number
  /** Milliseconds from one edit of a person to their next. */
  everyMs: number
  /** How often the server is killed meanwhile, at even distances. */
  kills: number
  /** Whether a run trains beside. */
  train: boolean
}

export interface TeamReport {
  edits: number
  refused: number
  cut: number
  /** Acknowledged edits that the server does not have in the end. */
  lost: number
  save: Figures
  /** The same of those who work in the window, from its call until its answer. */
  window: Figures | null
  /** Times from a kill until the server listens again, in milliseconds. */
  restarts: Figures
  /** Events of changed data that all people together were told. */
  events: number
  /** Steps that the run beside has made. */
  steps: number
  /** Of the machine over the last minute, at the beginning and at the end. */
  load: [before: number, after: number]
}

/**
 * A team's server with people who edit captions of the demo's library at the same time, as their
 * windows do: over WebSockets, with all events, each edit from the text as it then is.
 */
export async function measureTeam(options: TeamOptions): Promise<TeamReport> {
  const dir = mkdtempSync(join(tmpdir(), 'viecap-team-bench-'))
  const team = new TeamServer(dir)
  try {
    await team.makeLibrary()
    await team.start()
    return await workOn(team, options)
  } finally {
    await team.server?.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function workOn(team: TeamServer, options: TeamOptions): Promise<TeamReport> {
  const chief = await team.admit('chief', 'admin')
  const passes: Pass[] = []
  for (let number = 0; number < options.people; number += 1) {
    passes.push(await team.admit(`person-${number}`, 'annotator'))
  }
  const { api, socket } = await openApi(team.running, chief)
  const { rows } = await api.images.page({ filter: {}, offset: 0, limit: 1000 })
  const images = rows.map(({ id }) => id)
  const runId = options.train ? await startRun(api) : null
  socket.close()

  const ledger = new Ledger()
  const load = loadavg()[0] ?? 0
  const end = performance.now() + options.seconds * 1000
  const browser = options.browsers > 0 ? await launchTeamBrowser(team.running) : null
  const inWindow = browser
    ? passes
        .slice(0, options.browsers)
        .map((pass, number) => new BrowserAnnotator(number, pass, browser, ledger))
    : []
  const others = passes
    .map((pass, number) => new Annotator(number, pass, team.running, ledger))
    .slice(inWindow.length)
  const annotators = [...inWindow, ...others]
  const working = annotators.map((one) => one.work(images, options.everyMs, end))
  const restarts: number[] = []
  for (let kill = 1; kill <= options.kills; kill += 1) {
    const at = end - options.seconds * 1000 * (1 - kill / (options.kills + 1))
    await wait(Math.max(0, at - performance.now()))
    restarts.push(await team.killAndRestart())
    if (runId !== null) await resumeRun(team, chief)
  }
  await Promise.all(working).finally(() => browser?.close())
  const loadAfter = loadavg()[0] ?? 0

  const after = await openApi(team.running, chief)
  const lost = await ledger.lost(after.api)
  const steps = runId === null ? 0 : (await after.api.runs.get({ id: runId })).step
  after.socket.close()
  const sum = (of: (one: (typeof annotators)[number]) => number) =>
    annotators.reduce((all, one) => all + of(one), 0)
  return {
    edits: ledger.acknowledged,
    refused: sum(({ refused }) => refused),
    cut: sum(({ cut }) => cut),
    lost: lost.length,
    save: figures(others.flatMap(({ times }) => times)),
    window: inWindow.length > 0 ? figures(inWindow.flatMap(({ times }) => times)) : null,
    restarts: figures(restarts),
    events: sum(({ events }) => events),
    steps,
    load: [load, loadAfter]
  }
}

/** A server whose people, library and port stay the same when it is killed. */
class TeamServer {
  server: Server | null = null
  #port = 0
  readonly #home: string
  readonly #root: string
  readonly #library: string

  constructor(dir: string) {
    this.#home = join(dir, 'home')
    this.#root = join(dir, 'root')
    this.#library = join(this.#root, 'library')
    mkdirSync(this.#root)
  }

  get running(): Server {
    if (!this.server) throw new Error('the server does not run')
    return this.server
  }

  async makeLibrary(): Promise<void> {
    const { code, stderr } = await viecap(this.#home, 'demo', '--library', this.#library)
    if (code !== 0) throw new Error(stderr)
  }

  async start(): Promise<void> {
    this.#port ||= await freePort()
    const place = ['--public-url', ORIGIN, '--port', String(this.#port)]
    this.server = await serve(
      this.#home,
      ...place,
      '--root',
      this.#root,
      '--library',
      this.#library
    )
  }

  /** Milliseconds until it listens again. */
  async killAndRestart(): Promise<number> {
    await this.running.kill()
    const started = performance.now()
    await this.start()
    return performance.now() - started
  }

  /** Somebody's session, as the invitation's page opens it. */
  async admit(name: string, role: Role): Promise<Pass> {
    const people = new People(this.#home)
    try {
      const token = people.add(name, role)
      const session = await people.acceptInvitation(token, 'a password of the bench', '127.0.0.1')
      return await openPage(this.running, `viecap_80=${session}`)
    } finally {
      people.close()
    }
  }
}

async function startRun(api: Api): Promise<string> {
  const models = await api.models.list()
  const { runId } = await api.runs.start({
    ...demoScale,
    name: 'beside the team',
    maxSteps: 1_000_000,
    clipModelId: chooseModel(models, 'clip', undefined, 32).id,
    gptModelId: chooseModel(models, 'gpt2').id
  })
  return runId
}

/** A killed run waits until somebody lets it go on. */
async function resumeRun(team: TeamServer, chief: Pass): Promise<void> {
  const { api, socket } = await openApi(team.running, chief)
  try {
    // The server answers before a library that was not closed is checked and open.
    while (!(await api.library.state()).library) await wait(100)
    const jobs = await api.jobs.list({ limit: 100 })
    const interrupted = jobs.find(({ kind, state }) => kind === 'train' && state === 'interrupted')
    if (interrupted) await api.jobs.resume({ id: interrupted.id })
  } finally {
    socket.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
