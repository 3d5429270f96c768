import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap as runViecap } from './support/viecap'

let dir = ''
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) =>
  runViecap(at('home'), ...args, '--library', at('library'), '--json')

/** Eight images in eight colours with two captions each, a quarter of them for validation. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-retrieved-'))
  mkdirSync(at('data', 'images_train'), { recursive: true })
  const records = Array.from({ length: 8 }, (_, index) => ({
    id: `img${index}.jpg`,
    captions: `một bức ảnh số ${index} .\nảnh thứ ${index} .`
  }))
  for (const [index, { id }] of records.entries()) {
    const background = { r: index * 30, g: 255 - index * 30, b: 90 }
    await sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .jpeg()
      .toFile(at('data', 'images_train', id))
  }
  writeFileSync(at('data', 'train.json'), JSON.stringify(records))
  await viecap('import', at('data', 'train.json'), '--val-fraction', '0.25')
  await viecap('import', resolve('docs/tour/pairs.en'))
  await viecap('models', 'add', oraclePath('clip'))
  await viecap('models', 'add', oraclePath('gpt2', 'safetensors'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

async function captionsBy(...models: [model: string, ...others: string[]]): Promise<unknown> {
  const [model, ...ensemble] = models
  const out = at(`${models.join('+').replaceAll('/', '_')}.json`)
  const together = ensemble.length > 0 ? ['--ensemble', ...ensemble] : []
  const outcome = await viecap(
    ...['caption', at('data', 'images_train'), '--model', model, '--out', out],
    ...['--beams', '2', '--max-tokens', '12', ...together]
  )
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  return JSON.parse(readFileSync(out, 'utf8'))
}

test('a run with retrieved captions captions, is evaluated, and takes its memory along', async () => {
  const settings = { retrievedCaptions: 2, retrievedTokens: 24, retrievedMaxSimilarity: 1 }
  const sets = Object.entries({ ...settings, epochs: 2 }).map(([key, value]) => `${key}=${value}`)
  const trained = await viecap(
    ...['train', '--preset', 'quick', ...sets.flatMap((set) => ['--set', set])]
  )
  expect(jsonLines(trained.stdout).at(-1)).toMatchObject({
    run: { id: 'run-0001', state: 'done', config: settings }
  })
  const captions = await captionsBy('run-0001')
  expect(captions).toHaveLength(8)
  const scores = await viecap('evaluate', 'run-0001', '--beams', '2')
  expect(jsonLines(scores.stdout)[0]).toMatchObject({ images: 2, failed: 0 })

  const [alone, remembering] = [at('alone'), at('remembering')]
  const hf = ['runs', 'export', 'run-0001', '--format', 'hf']
  expect(await viecap(...hf, alone)).toMatchObject({ code: 0, stderr: '' })
  expect(await viecap(...hf, remembering, '--memory')).toMatchObject({ code: 0, stderr: '' })
  expect(await captionsBy(remembering)).toEqual(captions)
  // Each with its own prompt, from its own memory.
  expect(await captionsBy(remembering, 'run-0001')).toEqual(captions)
  expect(readFileSync(join(remembering, 'README.md'), 'utf8')).toContain('training images (2)')
  const lacking = await viecap('evaluate', alone)
  expect(lacking.code).toBe(1)
  expect(lacking.stderr).toContain('the captions to retrieve are not there')

  const average = await viecap('runs', 'average', 'run-0001', '--last', '2')
  const { model } = jsonLines(average.stdout)[0] as { model: { name: string } }
  expect(model).toMatchObject({ details: { retrievedCaptions: 2 } })
  expect(await captionsBy(model.name)).toHaveLength(8)
}, 240_000)
