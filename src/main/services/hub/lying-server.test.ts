import { readdirSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  dropAfter,
  otherLength,
  status,
  wrongBytes,
  type Misbehaviour
} from '../../../../test/fixtures/hub-server'
import { askHub } from './ask-hub'
import { config, model, Scene, weights, weightsPath } from './test/scene'

let scene: Scene
beforeEach(async () => {
  scene = await Scene.open()
})
afterEach(() => scene.close())

const always = (misbehaviour: Misbehaviour) => Array.from({ length: 9 }, () => misbehaviour)

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
    const twice: Misbehaviour = (response, file) =>
      void response.writeHead(200).end(Buffer.concat([file, file]))
    scene.server.misbehave('config.json', ...always(twice))
    expect(await scene.failure()).toMatchObject({ code: 'hub.wrong-length', file: 'config.json' })
  })

  test('about where a range begins is not believed', async () => {
    const elsewhere: Misbehaviour = (response, file) => {
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

describe('a listing', () => {
  const page =
    (entries: object[], next = true): Misbehaviour =>
    (response, _file, request) => {
      const url = `${scene.server.url}${request.url ?? ''}`
      response.writeHead(200, next ? { link: `<${url}>; rel="next"` } : {})
      response.end(JSON.stringify(entries))
    }
  const listingPath = () => `/tree/${scene.commit}`

  test('of empty pages without end is left', async () => {
    const pages = Array.from({ length: 200 }, () => page([]))
    scene.server.misbehave(listingPath(), ...pages)
    const failure = await scene.failure()
    expect(failure).toMatchObject({ code: 'hub.bad-listing', detail: 'it has more than 100 pages' })
    expect(scene.server.requests.length).toBeLessThan(110)
  })

  test('of folders without end is left', async () => {
    const folders = Array.from({ length: 1000 }, (_, id) => ({
      type: 'directory',
      path: `folder-${id}`,
      size: 0
    }))
    scene.server.misbehave(listingPath(), ...Array.from({ length: 99 }, () => page(folders)))
    expect(await scene.failure()).toMatchObject({
      code: 'hub.bad-listing',
      detail: 'it has more than 10000 files'
    })
  })

  test('whose pages are together too long is left', async () => {
    const long = page([{ type: 'directory', path: 'x'.repeat(2 ** 22), size: 0 }])
    scene.server.misbehave(listingPath(), ...Array.from({ length: 99 }, () => long))
    expect(await scene.failure()).toMatchObject({ code: 'hub.bad-listing' })
    expect(scene.server.requests.length).toBeLessThan(10)
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

  test.each(['file:///etc/passwd', 'data:application/json,{}', 'ftp://127.0.0.1/config.json'])(
    'and leads to %s is not followed',
    async (location) => {
      for (const end of ['/revision/main', weightsPath]) {
        scene.server.misbehave(end, status(302, { location }))
        expect(await scene.failure()).toMatchObject({
          code: 'hub.other-scheme',
          scheme: new URL(location).protocol.slice(0, -1)
        })
      }
    }
  )

  test('and leads from an encrypted hub into the open is not followed', async () => {
    // Nothing is asked of a hub that is not there.
    const hub = scene.hub({ endpoint: 'https://127.0.0.1:1' })
    const asked = { url: `${scene.server.url}/config.json`, about: 'config.json' }
    await expect(
      askHub(hub, { ...asked, signal: new AbortController().signal })
    ).rejects.toMatchObject({ code: 'hub.other-scheme', params: { scheme: 'http' } })
    expect(scene.server.requests).toEqual([])
  })

  test('and leads to an address with a user in it is asked without', async () => {
    const { host } = new URL(scene.server.url)
    const location = `http://someone:secret@${host}/api/models/owner/small/revision/main`
    scene.server.misbehave('/revision/main', status(307, { location }))
    await scene.download()
    scene.expectLoaded()
  })

  test('and leads in a circle ends', async () => {
    const location = '/api/models/owner/small/revision/main'
    scene.server.misbehave('/revision/main', ...always(status(307, { location })))
    expect(await scene.failure()).toMatchObject({ code: 'hub.redirects', name: model })
  })
})
