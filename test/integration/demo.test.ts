import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { jsonLines, viecap } from './support/viecap'

const home = mkdtempSync(join(tmpdir(), 'viecap-demo-'))
afterAll(() => rmSync(home, { recursive: true }))
const library = join(home, 'viecap-demo')

it('makes the whole demo library where nobody names a folder, and finds it the next time', async () => {
  const made = await viecap(home, 'demo', '--json')
  expect(made.stderr).toBe('')
  expect(made.code).toBe(0)
  expect(jsonLines(made.stdout)).toMatchObject([
    { type: 'library', path: library, images: 900, pairs: 6000 }
  ])
  expect(readdirSync(join(library, 'demo', 'to_caption'))).toHaveLength(12)
  const listed = await viecap(home, 'models', 'list', '--library', library, '--json')
  const models = jsonLines(listed.stdout).flat() as { name: string }[]
  expect(models.map(({ name }) => name).sort()).toEqual(['clip-patch16', 'clip-patch32', 'gpt2'])

  const again = await viecap(home, 'demo')
  expect(again.code).toBe(0)
  expect(again.stderr).toContain(`The demo library is already in ${library}.`)
})

it('trains on it, better with every epoch, and captions what nobody has captioned', async () => {
  const settings = ['maxSteps=40', 'validateEvery=20']
  const scale = ['batchSize=16', 'validationImages=4', 'sampleImages=2']
  const trained = await viecap(
    home,
    ...['train', '--library', library, '--device', 'cpu', '--preset', 'recommended', '--json'],
    ...[...settings, ...scale].flatMap((one) => ['--set', one])
  )
  expect(trained.code).toBe(0)
  const losses = jsonLines(trained.stdout).flatMap((line) =>
    ((line['points'] ?? []) as { name: string; value: number }[])
      .filter(({ name }) => name === 'valLoss')
      .map(({ value }) => value)
  )
  expect(losses).toHaveLength(2)
  expect(losses[1]).toBeLessThan(losses[0] ?? 0)

  const out = join(home, 'captions.json')
  const captioned = await viecap(
    home,
    ...['caption', join(library, 'demo', 'to_caption'), '--library', library],
    ...[
      '--device',
      'cpu',
      '--model',
      'run-0001',
      '--out',
      out,
      '--beams',
      '2',
      '--max-tokens',
      '24'
    ]
  )
  expect(captioned.code).toBe(0)
  expect(captioned.stdout).toContain('12 captions written')
})
