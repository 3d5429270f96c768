import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../src/shared/contract'
import { isErrorCode } from '../../src/shared/errors'
import { errorTable } from '../../src/shared/errors/table'
import { closeDb, openForReading, value, type ReadDb } from '../../src/main/store/core/connection'
import { LibraryPlace } from '../../src/main/store/core/place'
import { serveWith, type Server } from '../integration/support/serve'
import { fittingValue, spoilt, type Schema } from './support/fitting-values'
import { FuzzWorld, makeFuzzLibrary } from './support/fuzz-world'
import { hostileValue, writeBody } from './support/hostile-values'
import { Random } from './support/random'
import { RawApi, type Answer } from '../integration/support/raw-api'
import { times } from './scale'

/**
 * Calls every procedure of the contract over a real connection, with input that fits, input of
 * which one part is spoilt, and input that is nothing at all. Each call is answered, by a value or
 * by an error that has its own wording; a refused one changes nothing; the library stays whole.
 */

interface Procedure {
  name: string
  input: Schema | undefined
}

/** They put another library in the place of the one that is looked at: tried by themselves. */
const LIFECYCLE = ['library.create', 'library.open', 'library.openDemo', 'library.close']

const SEED = Number(process.env['VIECAP_FUZZ_SEED'] ?? 37)
const CALLS = Number(process.env['VIECAP_FUZZ_CALLS'] ?? times(42_000, 1500))
/** Longer than any call takes, also on a machine with other work. */
const PATIENCE_MS = 60_000
/** Enough to look at; a server that has gone silent is not waited for again and again. */
const MAX_FOUND = 5

const procedures = findProcedures(contract)

function findProcedures(part: object, path: readonly string[] = []): Procedure[] {
  if ('~orpc' in part) {
    const { inputSchema } = part['~orpc'] as { inputSchema?: unknown }
    return [{ name: path.join('.'), input: inputSchema as Schema | undefined }]
  }
  return Object.entries(part as Record<string, object>).flatMap(([key, inside]) =>
    findProcedures(inside, [...path, key])
  )
}

let dir: string
let library: string
let server: Server
let api: RawApi
let db: ReadDb
let world: FuzzWorld

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-fuzz-'))
  library = await makeFuzzLibrary(dir)
  world = new FuzzWorld(dir)
  // Whatever is written without a full path, or at home, lands in the temporary folder.
  const env = { VIECAP_HOME: join(dir, 'home'), HOME: dir, HF_ENDPOINT: 'http://127.0.0.1:9' }
  server = await serveWith(env, dir, '--library', library)
  api = await RawApi.connect(server, PATIENCE_MS)
  db = openForReading(new LibraryPlace(library))
}, 300_000)
afterAll(async () => {
  if (db) closeDb(db)
  await server?.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

/** What people made, and how much of it there is; jobs come and go beside it. */
function contents(): string {
  const sums = [
    `(SELECT count(*) || '/' || total(split = 'train') FROM image)`,
    ...['caption', 'pair'].map((t) => `(SELECT count(*) || '/' || total(version) FROM ${t})`)
  ]
  const counts = ['image_tag', 'model', 'run', 'saved_filter'].map(
    (t) => `(SELECT count(*) FROM ${t})`
  )
  return value<string>(db, `SELECT ${[...sums, ...counts].join(` || ' ' || `)}`)
}

/** Whether a job may be at work on the library. */
const isBusy = () =>
  value<number>(db, `SELECT count(*) FROM job WHERE state IN ('queued', 'running', 'paused')`) > 0

/** What is wrong with an answer; null where nothing is. */
function complaint(answer: Answer): string | null {
  if (answer.kind === 'value') return null
  if (answer.kind !== 'error') return JSON.stringify(answer)
  const { code, params, message } = (answer.data ?? {}) as Record<string, unknown>
  if (answer.code !== 'APP_ERROR' || typeof code !== 'string' || !isErrorCode(code)) {
    return `no error of the contract: ${JSON.stringify(answer).slice(0, 300)}`
  }
  if (code === 'unexpected') return String(message)
  for (const [, name = ''] of `${errorTable[code].en}${errorTable[code].vi}`.matchAll(
    /\{(\w+)\}/g
  )) {
    if (!Object.hasOwn(params ?? {}, name)) return `${name} is missing: ${String(message)}`
  }
  return String(message).length > 2000 ? `${code} goes on for ever` : null
}

async function cancelJobs(answer: Answer): Promise<void> {
  if (answer.kind !== 'value') return
  const { jobId } = (answer.value ?? {}) as { jobId?: number }
  if (typeof jobId === 'number') await api.call('jobs.cancel', { id: jobId })
}

function inputOf({ input }: Procedure, random: Random): unknown {
  const fitting = input ? fittingValue(input, random, world, '') : undefined
  const kind = random.next()
  if (kind < 0.4) return fitting
  if (kind < 0.95) return spoilt(fitting, random, (before) => hostileValue(random, before))
  return hostileValue(random)
}

/** Calls a procedure and says what is wrong with the result. */
async function attempt(procedure: Procedure, random: Random): Promise<string | null> {
  const body = writeBody(inputOf(procedure, random))
  const quiet = !isBusy()
  const before = contents()
  const answer = await api.send(procedure.name, body)
  if (answer.kind === 'value')
    for (const event of [answer.value, ...answer.events]) world.learn(event)
  await cancelJobs(answer)
  const wrong =
    complaint(answer) ??
    (answer.kind === 'error' && quiet && !isBusy() && contents() !== before
      ? `refused, but ${before} became ${contents()}`
      : null)
  if (answer.kind === 'closed') api = await RawApi.connect(server, PATIENCE_MS)
  return wrong && `${procedure.name} ${body.slice(0, 400)} => ${wrong}`
}

const logged = () =>
  readFileSync(join(dir, 'home', 'viecap.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":50'))

test(`${CALLS} calls are answered, each by a value or an error in words`, async () => {
  const random = new Random(SEED)
  const some = procedures.filter(({ name }) => !LIFECYCLE.includes(name))
  const found: string[] = []
  for (let call = 0; call < CALLS && found.length < MAX_FOUND; call += 1) {
    const procedure = some[call % some.length]
    const wrong = procedure ? await attempt(procedure, random) : null
    if (wrong) found.push(wrong)
  }
  expect(found).toEqual([])
  expect(logged()).toEqual([])
})

test('the library can be asked to be made, opened and closed in any way', async () => {
  const random = new Random(SEED)
  const found: string[] = []
  const lifecycle = procedures.filter(({ name }) => LIFECYCLE.includes(name))
  for (let call = 0; call < times(1200, 80) && found.length < MAX_FOUND; call += 1) {
    const wrong = await attempt(random.of(lifecycle), random)
    if (wrong) found.push(wrong)
  }
  expect(await api.call('library.open', { path: library })).toMatchObject({ kind: 'value' })
  expect(found).toEqual([])
  expect(logged()).toEqual([])
})

test('the server still works, and the library is whole', async () => {
  expect(await api.call('images.page', { filter: {}, offset: 0, limit: 1 })).toMatchObject({
    kind: 'value'
  })
  await api.close()
  expect(await server.stop()).toBe(0)
  expect(value(db, 'PRAGMA integrity_check')).toBe('ok')
  expect(value(db, 'SELECT count(*) FROM pragma_foreign_key_check')).toBe(0)
})
