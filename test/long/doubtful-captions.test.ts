import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSpoiledWorld, type SpoiledWorld } from '../e2e/support/spoiled-world'
import { jsonLines, viecap } from '../integration/support/viecap'
import { inSmall } from './scale'

const models = join(import.meta.dirname, '..', '..', 'resources', 'demo')

/** Trained long enough to tell: minutes on two cores. */
describe.skipIf(inSmall)('the captions that an evaluation doubts', () => {
  let root = ''
  let world: SpoiledWorld
  async function run(...args: string[]): Promise<void> {
    const { code, stderr } = await viecap(join(root, 'home'), ...args)
    expect(code, stderr).toBe(0)
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-doubtful-'))
    world = await writeSpoiledWorld(join(root, 'world'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }))

  it('has those that belong to another image among the first tenth', async () => {
    const library = ['--library', join(root, 'library')]
    for (const split of ['train', 'val']) {
      const file = join(world.folder, `${split}_captions.json`)
      const images = join(world.folder, 'images')
      await run('import', file, '--images', images, '--split', split, ...library)
    }
    for (const model of ['clip-patch16', 'gpt2']) {
      await run('models', 'add', join(models, model), ...library)
    }
    const settings = ['batchSize=32', 'epochs=10', 'validationImages=0', 'sampleImages=0']
    const set = settings.flatMap((one) => ['--set', one])
    await run('train', '--device', 'cpu', '--preset', 'quick', ...set, ...library)
    const out = join(root, 'evaluation.jsonl')
    await run('evaluate', 'run-0001', '--decode', 'greedy', '--out', out, ...library)
    const images = jsonLines(readFileSync(out, 'utf8')).map(({ image }) => image)
    expect(images).toHaveLength(100)
    expect(images.slice(0, 10)).toEqual(expect.arrayContaining([...world.spoiled.keys()]))
  })
})
