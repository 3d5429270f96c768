import { readdirSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  dropAfter,
  otherLength,
  status,
  wrongBytes,
  type Misdeed
} from '../../../../test/fixtures/hub-server'
import { config, model, Scene, weights, weightsPath } from './test/scene'

let scene: Scene
beforeEach(async () => {
  scene = await Scene.open()
})
afterEach(() => scene.close())

const always = (misdeed: Misdeed) => Array.from({ length: 9 }, () => misdeed)

describe('a server that lies', () => {
  test.each([100, weights.length - 1, weights.length + 1])(
    'about the length (%i) is found out at once',
    async (found) => {
      scene.server.misbehave(weightsPath, ...always(otherLength(found)))
      expect(await scene.failure()).toEqual({
        code: 'hub.wrong-length',
        host: new URL(scene.server.url).host,
        file: weightsPath,
        expected: weights.length,
        found
      })
      scene.server.misbehave(weightsPath)
      await scene.download()
      scene.expectLoaded()
    }
  )

  test('by sending more than it said is stopped', async () => {
    const twice: Misdeed = (response, file) =>
      void response.writeHead(200).end(Buffer.concat([file, file]))
    scene.server.misbehave('config.json', ...always(twice))
    expect(await scene.failure()).toMatchObject({ code: 'hub.wrong-length', file: 'config.json' })
  })

  test('about where a range begins is not believed', async () => {
    const elsewhere: Misdeed = (response, file) => {
      response.writeHead(206, { 'content-range': `bytes 5-${file.length - 1}/${file.length}` })
      response.end(file.subarray(5))
    }
    scene.server.misbehave(weightsPath, dropAfter(100_000), elsewhere)
    await scene.download()
    scene.expectLoaded()
    expect(scene.starts().at(-1)).toBe(0)
  })

  test.each([weightsPath, 'config.json'])(
    'about the content of %s is asked once more, then what came is thrown away',
    async (file) => {
      scene.server.misbehave(file, wrongBytes)
      await scene.download()
      scene.expectLoaded()
      rmSync(scene.folder, { recursive: true })
      scene.server.misbehave(file, wrongBytes, wrongBytes)
      expect(await scene.failure()).toMatchObject({ code: 'hub.wrong-content', file })
      const left = readdirSync(`${scene.folder}.part`)
      expect(left.filter((name) => name.startsWith(file))).toEqual([])
    }
  )

  test.each(['../evil.json', 'a/../../evil', '/etc/evil', 'C:\\evil', '..', 'a//b'])(
    'about a place for a file (%s) gives nothing',
    async (file) => {
      scene.files.set(file, config)
      expect(await scene.failure()).toEqual({ code: 'hub.unsafe-name', name: model, file })
      expect(readdirSync(scene.root)).toEqual(['models'])
      expect(readdirSync(scene.models)).toEqual([])
    }
  )

  test.each([
    ['a commit that is none', '{"sha": "main"}'],
    ['a page for people', '<html>Please log in</html>'],
    ['an answer without end', `"${'x'.repeat(2 ** 24)}"`]
  ])('by %s is not believed', async (_what, text) => {
    scene.server.misbehave('/revision/main', (response) => response.end(text))
    expect(await scene.failure()).toMatchObject({ code: 'hub.bad-listing', name: model })
  })
})

describe('an answer that is no file', () => {
  test.each([
    [404, 'hub.not-found', {}],
    [401, 'hub.not-found', { 'x-error-code': 'RepoNotFound' }],
    [401, 'hub.not-allowed', {}],
    [403, 'hub.not-allowed', { 'x-error-code': 'GatedRepo' }],
    [410, 'hub.refused', {}]
  ])('with status %i says %s at once', async (code, expected, headers) => {
    scene.server.misbehave('/revision/main', ...always(status(code, headers)))
    expect(await scene.failure()).toMatchObject({ code: expected, name: model })
    expect(scene.server.requests).toHaveLength(1)
  })

  test('is asked for again while it may pass, after longer and longer waits', async () => {
    scene.server.misbehave('/revision/main', status(500), status(503), status(408))
    await scene.download()
    scene.expectLoaded()
    expect(scene.waits.splice(0)).toEqual([1000, 2000, 4000])
    rmSync(scene.folder, { recursive: true })
    scene.server.misbehave('/revision/main', ...always(status(502)))
    expect(await scene.failure()).toMatchObject({ code: 'hub.refused', status: 502 })
    expect(scene.waits).toEqual([1000, 2000, 4000, 8000])
  })

  test('with 429 is asked for again when the server wishes, but not for ever', async () => {
    const soon = new Date(Date.now() + 30_000).toUTCString()
    scene.server.misbehave('/revision/main', status(429, { 'retry-after': '7' }))
    scene.server.misbehave(weightsPath, status(429, { 'retry-after': soon }))
    await scene.download()
    const [first, second] = scene.waits
    expect(first).toBe(7000)
    expect(second).toBeGreaterThan(20_000)
    expect(second).toBeLessThanOrEqual(30_000)
    rmSync(scene.folder, { recursive: true })
    scene.server.misbehave('/revision/main', status(429, { 'retry-after': '3600' }))
    expect(await scene.failure()).toMatchObject({ code: 'hub.too-many-requests', seconds: 3600 })
  })

  test('and leads in a circle ends', async () => {
    const location = '/api/models/owner/small/revision/main'
    scene.server.misbehave('/revision/main', ...always(status(307, { location })))
    expect(await scene.failure()).toMatchObject({ code: 'hub.redirects', name: model })
  })
})
