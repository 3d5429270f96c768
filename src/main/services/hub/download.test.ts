import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  dropAfter,
  hang,
  HubServer,
  status,
  wrongBytes
} from '../../../../test/fixtures/hub-server'
import { holdFile } from '../../store/core/lock'
import type { DownloadOptions } from './download'
import { config, Scene, weights, weightsPath } from './test/scene'

let scene: Scene
beforeEach(async () => {
  scene = await Scene.open()
})
afterEach(() => scene.close())

describe('a model is loaded', () => {
  test('with the files that are needed and no others, with progress', async () => {
    const seen: number[] = []
    const total = weights.length + config.length + 9
    const report: DownloadOptions['report'] = (progress) => {
      if (progress.phase !== 'downloading') return
      expect(progress.total).toBe(total)
      seen.push(progress.done)
    }
    expect(await scene.download({ report })).toEqual({ bytes: total })
    scene.expectLoaded()
    expect(seen.at(-1)).toBe(total)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(scene.waits).toEqual([])
  })

  test('once, and again only where a file was lost', async () => {
    await scene.download()
    const before = scene.server.requests.length
    await scene.download()
    expect(scene.server.requests).toHaveLength(before)
    rmSync(join(scene.folder, weightsPath))
    await scene.download()
    scene.expectLoaded()
    expect(scene.server.rangesOf('config.json')).toHaveLength(1)
    expect(scene.server.rangesOf(weightsPath)).toHaveLength(2)
  })

  test('from the commit that its revision names', async () => {
    await scene.download({ name: 'owner/small@v1' })
    const paths = scene.server.requests.map(({ path }) => path)
    expect(paths[0]).toBe('/api/models/owner/small/revision/v1')
    expect(paths.at(-1)).toMatch(/^\/owner\/small\/resolve\/[0-9a-f]{40}\/model\.safetensors$/)
  })

  test('in shards with their index, or as PyTorch keeps it where there is nothing better', async () => {
    const shards = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']
    const names = ['config.json', 'model.safetensors.index.json', ...shards, 'pytorch_model.bin']
    scene.server.models.set('owner/sharded', new Map(names.map((name) => [name, config])))
    await scene.download({ name: 'owner/sharded' })
    expect(readdirSync(scene.folder)).toEqual(expect.arrayContaining(shards))
    expect(readdirSync(scene.folder)).not.toContain('pytorch_model.bin')

    scene.files.delete(weightsPath)
    scene.folder = join(scene.root, 'torch')
    await scene.download()
    expect(scene.loaded('pytorch_model.bin').equals(weights)).toBe(true)
  })

  test('with a token that no other server is shown', async () => {
    const other = await HubServer.start({ 'owner/small': { [weightsPath]: weights } })
    const location = `${other.url}/owner/small/${weightsPath}`
    scene.server.misbehave(weightsPath, status(302, { location }))
    await scene.download({ hub: scene.hub({ token: 'secret' }) })
    await other.close()
    scene.expectLoaded()
    const shown = ({ requests }: HubServer) => requests.map(({ headers }) => headers.authorization)
    expect(new Set(shown(scene.server))).toEqual(new Set(['Bearer secret']))
    expect(shown(other)).toEqual([undefined])
  })
})

describe('the folder', () => {
  test('is not begun without room on the disk', async () => {
    expect(await scene.failure({ freeBytes: async () => 64_100_000 })).toEqual({
      code: 'hub.disk-full',
      path: scene.models,
      needed: 65,
      free: 65
    })
    expect(scene.server.rangesOf('config.json')).toEqual([])
    await scene.download({ freeBytes: async () => 64_400_000 })
    scene.expectLoaded()
  })

  test('is kept on its way when the user cancels', async () => {
    const controller = new AbortController()
    const { signal } = controller
    scene.server.misbehave(weightsPath, hang(100_000))
    const report: DownloadOptions['report'] = ({ done }) => {
      if (done > 100_000) controller.abort()
    }
    expect(await scene.failure({ signal, report })).toEqual({ code: 'engine.cancelled' })
    expect(readdirSync(scene.models)).toEqual(['small.part'])
    await scene.download()
    scene.expectLoaded()
    expect(scene.starts()).toEqual([0, 100_000])
  })

  test('keeps what is somebody else’s, and takes one download at a time', async () => {
    mkdirSync(scene.folder, { recursive: true })
    writeFileSync(join(scene.folder, 'mine.txt'), 'mine')
    const taken = { code: 'hub.folder-taken', path: scene.folder }
    expect(await scene.failure()).toEqual(taken)
    expect(scene.loaded('mine.txt').toString()).toBe('mine')
    rmSync(join(scene.folder, 'mine.txt'))

    const release = holdFile(`${scene.folder}.lock`)
    expect(await scene.failure()).toEqual({ code: 'hub.in-progress', path: scene.folder })
    release?.()
    await scene.download()
    scene.expectLoaded()
    expect(await scene.failure({ name: 'owner/other' })).toEqual(taken)
  })

  test('is not made for a model that is none', async () => {
    scene.files.delete(weightsPath)
    scene.files.delete('pytorch_model.bin')
    const missing = 'model.safetensors or pytorch_model.bin'
    expect(await scene.failure()).toMatchObject({ code: 'hub.no-model', missing })
    scene.files.delete('config.json')
    expect(await scene.failure()).toMatchObject({ code: 'hub.no-model', missing: 'config.json' })
    expect(readdirSync(scene.models)).toEqual([])
  })

  test('that cannot be written is named', async () => {
    const file = join(scene.root, 'file')
    writeFileSync(file, '')
    scene.folder = join(file, 'small')
    expect(await scene.failure()).toMatchObject({ code: 'file.unwritable', path: file })
  })
})

describe('a data set is loaded', () => {
  const name = 'owner/small'
  const shard = Buffer.concat([weights, Buffer.from('shard')])
  const data = {
    'README.md': Buffer.from('words'),
    '.gitattributes': Buffer.from('*'),
    'data/train-00000-of-00001.parquet': shard,
    'data/a b.jpg': Buffer.from('image')
  }
  const loadSet = (changes: Partial<DownloadOptions> = {}) =>
    scene.download({
      repository: { kind: 'dataset', owner: 'owner', name: 'small', revision: 'main' },
      folder: join(scene.root, 'datasets', 'small'),
      ...changes
    })
  const at = (file: string) => join(scene.root, 'datasets', 'small', file)

  test('with the folders in it, apart from a model of its name, and goes on where it stopped', async () => {
    scene.server.models.set(`datasets/${name}`, new Map(Object.entries(data)))
    scene.server.misbehave('of-00001.parquet', dropAfter(100_000), status(503))
    await loadSet()
    expect(readFileSync(at('data/train-00000-of-00001.parquet')).equals(shard)).toBe(true)
    expect(readFileSync(at('data/a b.jpg'), 'utf8')).toBe('image')
    expect(readdirSync(at('.')).sort()).toEqual(['README.md', 'data', 'viecap-download.json'])
    const ranges = scene.server.rangesOf('of-00001.parquet')
    expect(ranges).toEqual([null, 'bytes=100000-', 'bytes=100000-'])
    const paths = scene.server.requests.map(({ path }) => path)
    expect(paths[0]).toBe('/api/datasets/owner/small/revision/main')
    expect(paths.at(-1)).toMatch(/^\/datasets\/owner\/small\/resolve\/[0-9a-f]{40}\//)

    const before = scene.server.requests.length
    await loadSet()
    expect(scene.server.requests).toHaveLength(before)
    await scene.download()
    scene.expectLoaded()
  })

  test('whole or not at all: a file that is not as the hub lists it is refused', async () => {
    scene.server.models.set(`datasets/${name}`, new Map(Object.entries(data)))
    scene.server.misbehave('of-00001.parquet', wrongBytes, wrongBytes)
    await expect(loadSet()).rejects.toMatchObject({ code: 'hub.wrong-content' })
    expect(readdirSync(join(scene.root, 'datasets'))).toEqual(['small.part'])
    // What another commit no longer has goes, in folders too.
    scene.server.models.set(
      `datasets/${name}`,
      new Map(Object.entries({ 'data/train-00000-of-00001.parquet': shard }))
    )
    await loadSet()
    expect(readdirSync(at('data'))).toEqual(['train-00000-of-00001.parquet'])
  })

  test('and one that holds no data says so', async () => {
    const only = new Map(Object.entries({ 'README.md': Buffer.from('words') }))
    scene.server.models.set(`datasets/${name}`, only)
    await expect(loadSet()).rejects.toMatchObject({ code: 'hub.no-data' })
  })
})
