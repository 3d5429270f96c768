import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { basename } from 'node:path'
import { text } from 'node:stream/consumers'
import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import * as v from 'valibot'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { WebhookUrl } from '../../../shared/contract'
import { RunConfig, type JobState } from '../../../shared/domain'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { getJob, insertJob, updateJob } from '../../store/jobs/jobs'
import { insertRun, updateRun } from '../../store/runs/runs'
import { Webhook } from './webhook'

/** A service that answers by each of `statuses` in turn, then by 204, and keeps what it was sent. */
async function service(...statuses: number[]) {
  const got: unknown[] = []
  const server = createServer((request, response) => {
    const { method, headers } = request
    void text(request).then((body) => {
      got.push({ method, type: headers['content-type'], ...(JSON.parse(body) as object) })
      response.writeHead(statuses.shift() ?? 204, { location: '/elsewhere' }).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

/** A run of a library, how its job comes to another state, and what the log was told. */
function scene(url: string) {
  const library = tempLibrary()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'Thử' })
  const run = insertRun(library.write, { config, dataVersion: 'd' })
  const { id } = insertJob(library.write, 'train', { runId: run.id })
  const warnings: string[] = []
  const log = pino({}, { write: (line: string) => void warnings.push(line) })
  const webhook = new Webhook({ url: () => url, library: () => library, log, waits: [1, 1] })
  const become = (state: JobState) => {
    updateJob(library.write, id, { state })
    webhook.hear({ type: 'job', job: getJob(library.read, id) })
  }
  return { library, run, webhook, warnings, become }
}

it('tells of a run that is done, and of nothing before', async () => {
  const { got, url } = await service()
  const { library, run, webhook, become } = scene(url)
  become('running')
  become('paused')
  updateRun(library.write, run.id, { step: 40, totalSteps: 40, bestStep: 30, bestValLoss: 1.25 })
  become('done')
  await webhook.close()
  expect(got).toEqual([
    {
      ...{ method: 'POST', type: 'application/json', event: 'run.done' },
      text: 'Thử (run-0001) is done: step 40 of 40, best validation loss 1.2500 at step 30',
      run: expect.objectContaining({ id: 'run-0001', state: 'done', step: 40, error: null }),
      library: basename(library.root)
    }
  ])
})

it('says why a run has failed, and tries again where the service is busy', async () => {
  const { got, url } = await service(503, 500)
  const { library, run, webhook, warnings, become } = scene(url)
  const error = toErrorInfo(new AppError('engine.cancelled'))
  updateRun(library.write, run.id, { error })
  become('failed')
  await expect.poll(() => got.length).toBe(3)
  await webhook.close()
  expect(got[2]).toMatchObject({
    event: 'run.failed',
    run: { error: { code: 'engine.cancelled', message: error.message } }
  })
  expect(warnings).toHaveLength(2)
})

it('gives up after three tries, says so in the log without the address, and does not hold up the end', async () => {
  const { got, url } = await service(500, 500, 500)
  const { webhook, warnings, become } = scene(url)
  become('cancelled')
  await expect.poll(() => warnings.length).toBe(3)
  await webhook.close()
  expect(got).toHaveLength(3)
  expect(warnings.join()).not.toContain('/hook')
})

it('tells nobody without an address', async () => {
  const { webhook, warnings, become } = scene('')
  become('done')
  await webhook.close()
  expect(warnings).toEqual([])
})

it('shows a person whether a notice arrives', async () => {
  const { got, url } = await service(204, 404, 302)
  const { webhook } = scene('')
  await webhook.test(url)
  expect(got).toMatchObject([{ event: 'test' }])
  await expect(webhook.test(url)).rejects.toMatchObject({
    ...{ code: 'webhook.refused', params: expect.objectContaining({ status: 404 }) }
  })
  // A notice does not follow to where nobody sent it.
  await expect(webhook.test(url)).rejects.toMatchObject({ code: 'webhook.unreachable' })
  await expect(webhook.test('http://127.0.0.1:9/')).rejects.toMatchObject({
    code: 'webhook.unreachable'
  })
})

it.each([
  ['https://example.org/hook?key=1', true],
  ['http://10.0.0.1:9000', true],
  ['', true],
  ['ftp://example.org', false],
  ['example.org', false],
  ['https://lan:secret@example.org', false],
  ['https://', false]
])('takes %j as an address: %s', (typed, valid) => {
  expect(v.is(WebhookUrl, typed)).toBe(valid)
})
