import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap as runViecap } from './support/viecap'

/** Its abbreviation and its number hold the token of the recipe's stop text. */
const CAPTION = 'cổng TP.HCM đỏ 1.5 m bé .'
const CUT = 'cổng TP.'

let dir = ''
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) =>
  runViecap(at('home'), ...args, '--library', at('library'), '--json')

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-stop-'))
  mkdirSync(at('images'))
  const names = readdirSync(oraclePath('clip', 'images')).sort().slice(0, 4)
  for (const name of names) copyFileSync(oraclePath('clip', 'images', name), at('images', name))
  const lines = names.map((image) => JSON.stringify({ image, caption: CAPTION }))
  writeFileSync(at('images', 'train.jsonl'), lines.slice(1).join('\n'))
  writeFileSync(at('images', 'val.jsonl'), lines[0] ?? '')
  await viecap('import', at('images', 'train.jsonl'))
  await viecap('import', at('images', 'val.jsonl'), '--split', 'val')
  await viecap('models', 'add', oraclePath('clip'))
  await viecap('models', 'add', oraclePath('gpt2', 'safetensors'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

/** Trains until the caption is known by heart; gives the note of the plan and the events. */
async function train(endOfText: boolean) {
  const settings = {
    ...{ endOfText, epochs: 120, batchSize: 3, learningRate: 0.01, warmupSteps: 10 },
    ...{ pairRepeat: 0, validateEvery: 120, validationBeams: 2 }
  }
  const sets = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`])
  const { code, stdout, stderr } = await viecap('train', '--preset', 'quick', ...sets)
  expect(code).toBe(0)
  return { stderr, samples: jsonLines(stdout).filter(({ type }) => type === 'sample') }
}

async function captions(model: string, ...args: string[]): Promise<string[]> {
  const out = at('out.json')
  const given = ['--model', model, '--force', '--out', out, '--beams', '3', ...args]
  expect((await viecap('caption', at('images'), ...given)).code).toBe(0)
  const items = JSON.parse(readFileSync(out, 'utf8')) as { captions: string }[]
  return [...new Set(items.map(({ captions }) => captions))]
}

test('captions with the stop token inside come whole where the run learnt end-of-text', async () => {
  const { stderr, samples } = await train(true)
  expect(stderr).not.toContain('stop token')
  expect(samples).toMatchObject([{ sample: { text: CAPTION } }])
  expect(await captions('run-0001')).toEqual([CAPTION])
  expect(await captions('run-0001', '--stop-text', '.')).toEqual([CUT])

  await viecap('runs', 'export', 'run-0001', at('m.safetensors'), '--format', 'safetensors')
  expect(await captions(at('m.safetensors'))).toEqual([CAPTION])
})

test('a run of the recipe stops as the recipe does, and warns of what that cuts', async () => {
  const { stderr, samples } = await train(false)
  expect(stderr).toContain('training captions with the stop token "." inside: 3, such as')
  expect(stderr).toContain(CAPTION)
  expect(samples).toMatchObject([{ sample: { text: CUT } }])
  expect(await captions('run-0002')).toEqual([CUT])
})
