import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { failing, VisionServer } from '../fixtures/vision-server'
import { jsonLines, outcomeOf, startViecap } from './support/viecap'

let dir: string
let server: VisionServer
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-endpoint-'))
  mkdirSync(join(dir, 'photos'))
  for (const name of ['grey_l.jpg', 'noise_rgb.png', 'wide_rgb.jpg']) {
    copyFileSync(oraclePath('clip', 'images', name), join(dir, 'photos', name))
  }
  server = await VisionServer.start()
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

const out = () => join(dir, 'out.json')
/** The server is in this process, which must not stand still. */
const caption = (...args: string[]) =>
  outcomeOf(startViecap(join(dir, 'home'), 'caption', join(dir, 'photos'), '--json', ...args))

test('a folder is captioned by the only model of an endpoint, and gone on with after a failure', async () => {
  const args = ['--endpoint', server.url.replace('/v1', ''), '--out', out()]
  const broken = failing(400, 'out of memory')
  server.reply(broken)
  const first = await caption(...args)
  expect(first.code).toBe(1)
  expect(first.stderr).toContain('out of memory')
  const second = await caption(...args, '--retry-failed', '--force')
  expect(second.code).toBe(0)
  expect(jsonLines(second.stdout).at(-1)).toMatchObject({ done: 3, failed: 0 })
  expect(server.asked).toHaveLength(3)
  const written = JSON.parse(readFileSync(out(), 'utf8')) as { id: string; captions: string }[]
  expect(written.map(({ id }) => id)).toEqual(['grey_l.jpg', 'noise_rgb.png', 'wide_rgb.jpg'])
  for (const { captions } of written) expect(captions).toContain('chụp một bệnh viện')
})

test('what writes is named once, and an endpoint that is gone is said', async () => {
  const both = await caption('--endpoint', server.url, '--model', 'm', '--out', out())
  expect(both).toMatchObject({ code: 2 })
  expect(await caption('--out', out())).toMatchObject({ code: 2 })
  const { url } = server
  await server.close()
  const gone = await caption('--endpoint', url, '--model-name', 'm', '--out', out())
  expect(gone.code).toBe(1)
  expect(gone.stderr).toContain('Nothing answers at')
  server = await VisionServer.start()
})
