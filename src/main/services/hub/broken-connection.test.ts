import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  dropAfter,
  hang,
  HubServer,
  ignoreRange,
  sendFile,
  status,
  type Misbehaviour
} from '../../../../test/fixtures/hub-server'
import { Scene, weights, weightsPath } from './test/scene'

let scene: Scene
beforeEach(async () => {
  scene = await Scene.open()
})
afterEach(() => scene.close())

/** The same misbehaviour for as often as anything is tried. */
const always = (misbehaviour: Misbehaviour) => Array.from({ length: 9 }, () => misbehaviour)
const other = Buffer.from(weights).reverse()

test('a connection that breaks off is taken up where it stopped, however often', async () => {
  scene.server.misbehave(weightsPath, ...always(dropAfter(30_000)))
  await scene.download()
  scene.expectLoaded()
  const starts = scene.starts()
  expect(starts).toHaveLength(10)
  for (const [index, start] of starts.slice(1).entries()) {
    expect(start).toBeGreaterThan(starts[index] ?? 0)
  }
  expect(Math.max(...scene.waits)).toBe(1000)
})

test('one that brings nothing more ends the download, and the next one goes on', async () => {
  scene.server.misbehave(weightsPath, dropAfter(100_000), ...always(dropAfter(0)))
  expect(await scene.failure()).toMatchObject({ code: 'hub.interrupted', file: weightsPath })
  expect(readdirSync(scene.models)).toEqual(['small.part'])
  expect(scene.waits).toEqual([1000, 2000, 4000, 8000])
  scene.server.misbehave(weightsPath)
  await scene.download()
  scene.expectLoaded()
  expect(scene.starts().at(-1)).toBeGreaterThan(0)
  expect(scene.server.rangesOf('config.json')).toHaveLength(1)
})

test('a server without ranges is asked from the beginning, but not for ever', async () => {
  scene.server.misbehave(weightsPath, dropAfter(100_000), ignoreRange)
  await scene.download()
  scene.expectLoaded()

  scene.folder = join(scene.root, 'again')
  const half: Misbehaviour = (response, file) => {
    response.writeHead(200, { 'content-length': file.length })
    response.write(file.subarray(0, 90_000), () => response.socket?.end())
  }
  scene.server.misbehave(weightsPath, ...always(half))
  expect(await scene.failure()).toMatchObject({ code: 'hub.interrupted', file: weightsPath })
})

test('a content that has changed meanwhile comes whole, is found wrong, and is loaded anew', async () => {
  const changed: Misbehaviour = (response, _file, request) => sendFile(response, other, request)
  scene.server.misbehave(weightsPath, dropAfter(100_000), changed)
  await scene.download()
  scene.expectLoaded()
  const [, again, last] = scene.starts()
  expect(again).toBeGreaterThan(0)
  expect(last).toBe(0)
})

test('nothing of an older commit is gone on with, and what has not changed stays', async () => {
  scene.server.misbehave(weightsPath, dropAfter(100_000), ...always(status(500)))
  expect(await scene.failure()).toMatchObject({ code: 'hub.refused', status: 500 })
  scene.server.misbehave(weightsPath)
  scene.files.set(weightsPath, other)
  await scene.download()
  expect(scene.loaded(weightsPath).equals(other)).toBe(true)
  expect(scene.starts().at(-1)).toBe(0)
  expect(scene.server.rangesOf('config.json')).toHaveLength(1)
})

test('a server that falls silent counts as broken off', async () => {
  scene.server.misbehave(weightsPath, hang(100_000))
  await scene.download({ hub: scene.hub({ silenceMs: 300 }) })
  scene.expectLoaded()
  expect(scene.starts()).toEqual([0, 100_000])

  scene.folder = join(scene.root, 'silent')
  scene.server.misbehave('/revision/main', ...always(() => undefined))
  expect(await scene.failure({ hub: scene.hub({ silenceMs: 50 }) })).toMatchObject({
    code: 'hub.unreachable',
    detail: expect.stringContaining('nothing was heard') as unknown
  })
})

test('without a network the hub is named after a few tries', async () => {
  const gone = await HubServer.start({})
  const hub = scene.hub({ endpoint: gone.url })
  await gone.close()
  expect(await scene.failure({ hub })).toMatchObject({
    code: 'hub.unreachable',
    host: new URL(hub.endpoint).host,
    detail: expect.stringContaining('ECONNREFUSED') as unknown
  })
  expect(scene.waits).toEqual([1000, 2000, 4000, 8000])
})
