import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { WritableHub } from '../fixtures/writable-hub'
import { readyLibrary } from './support/trained-library'
import { jsonLines, outcomeOf, startViecap, viecap as runViecap } from './support/viecap'

let root: string
let library: string
let hub: WritableHub
const at = (...parts: string[]) => join(root, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)
const run = async (...args: string[]) => {
  const outcome = await viecap(...args)
  if (outcome.code !== 0) throw new Error(`viecap ${args.join(' ')}: ${outcome.stderr}`)
  return outcome
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'viecap-pushing-'))
  library = await readyLibrary(root)
  const epochs = ['--set', 'epochs=1', '--set', 'validationImages=2']
  await run('train', '--preset', 'quick', ...epochs, '--per-image', '1', '--library', library)
  await run('evaluate', 'run-0001', '--split', 'val', '--library', library)
}, 240_000)
afterAll(() => rmSync(root, { recursive: true }))
beforeEach(async () => {
  hub = await WritableHub.start()
  vi.stubEnv('HF_ENDPOINT', hub.url)
  vi.stubEnv('HF_TOKEN', hub.token)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await hub.close()
})

test('an exported data set is pushed, and downloaded again it is imported', async () => {
  await run('export', at('set'), '--format', 'imagefolder', '--library', library)
  const { stdout, stderr } = await run('datasets', 'push', at('set'), 'me/anh')
  expect(stderr).not.toContain(hub.token)
  expect(stdout).toMatch(/^me\/anh \(private\): 12 files pushed, [\d.]+ MB; 0 already there\n/)
  expect(stdout).toContain(`${hub.url}/datasets/me/anh\n`)

  await run('datasets', 'download', 'me/anh', '--to', at('back'))
  const imported = await run('import', at('back'), '--library', at('second'))
  expect(imported.stdout).toContain('images: 9 added')
})

test('a push that was killed goes on in a new process, and Ctrl+C says how', async () => {
  const large = (seed: number) =>
    Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * seed) % 256))
  const [first, second] = [large(3), large(5)]
  mkdirSync(at('shards'))
  writeFileSync(at('shards', 'train-000000.tar'), first)
  writeFileSync(at('shards', 'train-000001.tar'), second)
  const args = ['datasets', 'push', at('shards'), 'me/shards'] as const
  const arrived = () => [hub.storage.has(first), hub.storage.timesSent(second)]

  hub.storage.hold(second)
  const killed = startViecap(at('home'), ...args)
  await expect.poll(arrived).toEqual([true, 1])
  killed.kill('SIGKILL')
  await outcomeOf(killed)

  hub.storage.hold(second)
  const stopped = startViecap(at('home'), ...args)
  await expect.poll(arrived).toEqual([true, 2])
  stopped.kill('SIGINT')
  expect(await outcomeOf(stopped)).toMatchObject({
    code: 130,
    stderr: expect.stringContaining(`Resume with: npx viecap ${args.join(' ')}`) as unknown
  })
  expect(hub.commits).toEqual([])

  await run(...args)
  expect(hub.fileOf('datasets/me/shards', 'train-000001.tar')?.equals(second)).toBe(true)
  expect([hub.storage.timesSent(first), hub.storage.timesSent(second)]).toEqual([1, 3])
})

test('a run is pushed with a card of what it was trained on and how it scores', async () => {
  const args = ['models', 'push', 'run-0001', 'me/captioner', '--library', library]
  const { stdout } = await run(...args, '--license', 'cc-by-4.0', '--public', '--json')
  expect(jsonLines(stdout).at(-1)).toMatchObject({
    type: 'done',
    url: `${hub.url}/me/captioner`,
    isPublic: true,
    unchanged: 0
  })
  const card = hub.fileOf('me/captioner', 'README.md')?.toString() ?? ''
  expect(card).toMatch(/^---\nlanguage:\n- vi\nlicense: cc-by-4\.0\n/)
  expect(card).toMatch(/ {4}- type: bleu\n {6}name: BLEU \(mean of 1 to 4, syllable\)\n/)
  expect(card).toMatch(/^- \d+ captions of \d+ images, each once an epoch: at most 1 per image$/m)
  expect(card).toMatch(
    /^\| val \| \d \| syllable \| .* \| \d\.\d{4} \(\d\.\d{4} to \d\.\d{4}\) \|/m
  )
  expect(card).toContain('| learningRate | ')
  expect(readdirSync(join(library, 'exports'))).toEqual([])

  // The same again sends nothing, and the folder is a captioner.
  const again = await run(...args, '--license', 'cc-by-4.0', '--public', '--json')
  expect(jsonLines(again.stdout).at(-1)).toMatchObject({ files: 0, bytes: 0 })
  await run('runs', 'export', 'run-0001', at('hf'), '--format', 'hf', '--library', library)
  const folder = await run('models', 'push', at('hf'), 'me/folder')
  expect(folder.stdout).toContain('me/folder (private)')
})

test('what goes wrong is one clear line, without the token', async () => {
  const push = (...args: string[]) => viecap('datasets', 'push', at('shards'), ...args)
  expect(await push('anh')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('write the repository as owner/name') as unknown
  })
  const other = await push('lab/anh')
  expect(other.code).toBe(1)
  expect(other.stderr).toMatch(/^viecap: 127.* does not let this access token write to lab\/anh \(/)
  vi.stubEnv('HF_TOKEN', 'hf_wrong')
  const wrong = await push('me/anh', '--json')
  expect(jsonLines(wrong.stdout).at(-1)).toMatchObject({ error: { code: 'push.not-allowed' } })
  expect(wrong.stdout + wrong.stderr).not.toContain('hf_wrong')
  vi.stubEnv('HF_TOKEN', '')
  expect((await push('me/anh')).stderr).toContain('set HF_TOKEN to it')
  const model = await viecap('models', 'push', 'run-0001', 'me/captioner')
  expect(model).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('give --library DIR') as unknown
  })
})
