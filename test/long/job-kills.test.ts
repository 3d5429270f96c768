import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Job, JobState, MetricPoint, Run, RunConfigInput } from '../../src/shared/domain'
import { METRIC_PAGE } from '../../src/shared/contract/runs'
import { oraclePath } from '../fixtures/oracle'
import { connectApi, type Api } from '../integration/support/api'
import { enginesOf, isAlive } from '../integration/support/processes'
import { serve, type Server } from '../integration/support/serve'

type Victim = 'the engine' | 'the workbench' | 'both'

/** What is to become true, however slow the machine. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 100 })

/** A run that does not end by itself while it is tested. */
const ENDLESS = 5000

/** Jobs in every state, while what does them is killed: one library, each step from the one before. */
describe.skipIf(process.platform === 'win32')('jobs whose process is killed', () => {
  let dir = ''
  let server: Server
  let api: Api
  let config: RunConfigInput
  /** Jobs in every state that a kill must not change. */
  const settled: { jobId: number; state: JobState }[] = []

  const run = (id: string): Promise<Run> => api.runs.get({ id })
  const job = (id: number): Promise<Job> => api.jobs.get({ id })
  const state = async (id: string) => (await run(id)).state
  const becomes = (id: string, wanted: JobState) =>
    eventually(async () => expect(await state(id)).toBe(wanted))

  async function open(): Promise<void> {
    server = await serve(join(dir, 'home'), '--library', join(dir, 'library'))
    ;({ api } = await connectApi(server))
  }
  async function start(changes: Partial<RunConfigInput> = {}) {
    return api.runs.start({ ...config, ...changes })
  }
  async function points(id: string): Promise<MetricPoint[]> {
    const all: MetricPoint[] = []
    for (;;) {
      const page = await api.runs.metrics({ id, afterSeq: all.at(-1)?.seq ?? 0 })
      all.push(...page)
      if (page.length < METRIC_PAGE) return all
    }
  }
  const validations = async (id: string) =>
    (await points(id)).filter(({ name }) => name === 'valLoss').length
  const validated = (id: string, times: number) =>
    eventually(async () => expect(await validations(id)).toBeGreaterThanOrEqual(times))

  async function kill(victim: Victim): Promise<void> {
    const engine = engineOf(server)
    if (victim !== 'the workbench') process.kill(engine, 'SIGKILL')
    if (victim === 'the engine') return
    await server.kill()
    // Nobody speaks to it any more: it must not work on.
    await eventually(() => expect(isAlive(engine)).toBe(false))
    await open()
  }

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-kills-'))
    server = await serve(join(dir, 'home'))
    ;({ api } = await connectApi(server))
    await api.library.create({ path: join(dir, 'library') })
    const records = readdirSync(oraclePath('clip/images')).map((id) => ({
      id,
      captions: `Một bức ảnh .\nẢnh ${id} .`
    }))
    writeFileSync(join(dir, 'train_captions.json'), JSON.stringify(records))
    const { jobId } = await api.imports.start({
      path: join(dir, 'train_captions.json'),
      imagesDir: oraclePath('clip/images'),
      valFraction: 0.3
    })
    await eventually(async () => expect(await job(jobId)).toMatchObject({ state: 'done' }))
    const clip = await api.models.add({ path: oraclePath('clip') })
    const gpt = await api.models.add({ path: oraclePath('gpt2/safetensors') })
    config = {
      clipModelId: clip.id,
      gptModelId: gpt.id,
      batchSize: 4,
      keepCheckpoints: 1,
      sampleImages: 0,
      validationImages: 1,
      epochs: ENDLESS
    }
    const done = await start({ name: 'done', epochs: 1 })
    const cancelled = await start({ name: 'cancelled' })
    const failed = await api.imports.start({ path: join(dir, 'not-there.json') })
    await becomes(cancelled.runId, 'running')
    await api.runs.cancel({ id: cancelled.runId })
    settled.push(
      { jobId: done.jobId, state: 'done' },
      { jobId: cancelled.jobId, state: 'cancelled' },
      { jobId: failed.jobId, state: 'failed' }
    )
    for (const one of settled) {
      await eventually(async () => expect((await job(one.jobId)).state).toBe(one.state))
    }
  }, 180_000)
  afterAll(async () => {
    await server?.kill()
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
  })

  describe.each<Victim>(['the engine', 'the workbench', 'both'])('%s is killed', (victim) => {
    it.each(['running', 'paused'] as const)('while one is %s and one waits', async (when) => {
      const first = await start({ name: `${victim}, ${when}` })
      const second = await start({ name: 'behind it' })
      await validated(first.runId, 2)
      if (when === 'paused') await api.jobs.setPaused({ id: first.jobId, paused: true })
      await becomes(first.runId, when)
      const before = await points(first.runId)

      await kill(victim)
      await becomes(first.runId, 'interrupted')
      expect(await job(first.jobId)).toMatchObject({ state: 'interrupted' })
      // The queue continues by itself.
      await becomes(second.runId, 'running')
      for (const one of settled) expect((await job(one.jobId)).state).toBe(one.state)
      // What was drawn is still there, and nothing twice.
      const after = await points(first.runId)
      expect(after.slice(0, before.length)).toEqual(before)
      expect((await api.jobs.list({ limit: 100 })).filter(isActive)).toHaveLength(1)

      await api.runs.resume({ id: first.runId })
      expect(await state(first.runId)).toBe('queued')
      await api.runs.cancel({ id: second.runId })
      await becomes(first.runId, 'running')
      await validated(first.runId, after.filter(({ name }) => name === 'valLoss').length + 1)
      const { resumes, step, bestValLoss } = await run(first.runId)
      expect(resumes).toHaveLength(1)
      expect(resumes[0]?.step).toBeGreaterThan(0)
      expect(bestValLoss).not.toBeNull()
      await api.runs.cancel({ id: first.runId })
      await becomes(first.runId, 'cancelled')
      expect(step).toBeGreaterThan(resumes[0]?.step ?? 0)
      // One curve without a gap and without a step that is drawn twice.
      const losses = (await points(first.runId)).filter(({ name }) => name === 'loss')
      const steps = losses.map((point) => point.step)
      expect(steps).toEqual(steps.map((_, index) => index + 1))
    })
  })

  it('lets an interrupted job be cancelled, and keeps that through another kill', async () => {
    const { runId } = await start({ name: 'given up' })
    await validated(runId, 1)
    await kill('both')
    await becomes(runId, 'interrupted')
    await server.kill()
    await open()
    expect(await state(runId)).toBe('interrupted')
    await api.runs.cancel({ id: runId })
    await becomes(runId, 'cancelled')
  })
})

const isActive = ({ state }: Job) => state === 'running' || state === 'paused'

/** Process id of the engine of a server. */
function engineOf(server: Server): number {
  const [engine] = enginesOf(server)
  if (engine === undefined) throw new Error(`the server ${server.pid} has no engine`)
  return engine
}
