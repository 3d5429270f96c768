import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import {
  failing,
  saying,
  VisionServer,
  type VisionServerOptions
} from '../../../../test/fixtures/vision-server'
import { DEFAULT_PROMPT, EndpointChoice, readEndpointUrl } from '../../../shared/domain'
import { readImageInfo } from '../../vision/image-info'
import type { Endpoint } from './endpoint'
import { findLocalEndpoints } from './find-local'
import { readEndpointKey, saveEndpointKey } from './keys'
import { listModels } from './list-models'
import { cleanCaption, writeCaption } from './write-caption'

const image = oraclePath('clip', 'images', 'exif_orientation.jpg')
const choice = { modelName: 'qwen2.5vl:7b', prompt: DEFAULT_PROMPT }
const never = new AbortController().signal

async function start(options?: VisionServerOptions): Promise<VisionServer> {
  const server = await VisionServer.start(options)
  onTestFinished(() => server.close())
  return server
}

const waits: number[] = []
const endpointOf = (url: string, changes: Partial<Endpoint> = {}): Endpoint => {
  waits.length = 0
  const wait = async (ms: number) => void waits.push(ms)
  return { url, key: null, patienceMs: 10_000, wait, ...changes }
}
const caption = (url: string, changes: Partial<Endpoint> = {}, wanted = choice) =>
  writeCaption({ endpoint: endpointOf(url, changes), images: directImages }, wanted, image, never)

describe('the address of an endpoint', () => {
  it.each([
    ['http://localhost:11434', 'http://localhost:11434/v1'],
    [' localhost:8080/ ', 'http://localhost:8080/v1'],
    ['http://localhost:11434/v1/', 'http://localhost:11434/v1'],
    ['https://host/api/v1/chat/completions', 'https://host/api/v1'],
    ['http://host:8000/v1/models', 'http://host:8000/v1'],
    ['http://user:secret@host/v1', null],
    ['http://host/v1?key=secret', null],
    ['file:///etc/passwd', null],
    ['', null]
  ])('%s means %s', (typed, meant) => {
    expect(readEndpointUrl(typed)).toBe(meant)
  })

  it('is kept as the base URL, with the default prompt', () => {
    const parsed = v.parse(EndpointChoice, { url: 'localhost:11434', modelName: ' m ' })
    expect(parsed).toEqual({
      url: 'http://localhost:11434/v1',
      modelName: 'm',
      prompt: DEFAULT_PROMPT
    })
  })
})

describe('a caption of a vision model', () => {
  it('is asked for with the prompt and the image as an upright JPEG, scaled down', async () => {
    const server = await start()
    expect(await caption(server.url)).toBe('Ảnh số 1 chụp một bệnh viện .')
    const [asked] = server.asked
    expect(asked).toMatchObject({ model: choice.modelName, prompt: DEFAULT_PROMPT })
    const file = join(tempFolder(), 'sent.jpg')
    writeFileSync(file, asked?.image ?? '')
    const [sent, own] = [await readImageInfo(file), await readImageInfo(image)]
    expect(Math.max(sent.width, sent.height)).toBeLessThanOrEqual(1024)
    expect([sent.width, sent.height]).toEqual([own.width, own.height])
    expect(asked?.authorization).toBeUndefined()
  })

  it.each([
    [
      '<think>Let me look.\nHm.</think>\n\nMột  bác sĩ\nđang khám bệnh .',
      'Một bác sĩ đang khám bệnh .'
    ],
    ['"Hai người ngồi."', 'Hai người ngồi.'],
    ['**Hai người ngồi.**', 'Hai người ngồi.'],
    ['Anh nói "chào" rồi "đi"', 'Anh nói "chào" rồi "đi"'],
    ['ba\u0301c si\u0303', 'bác sĩ'],
    ['<think>never ends', '']
  ])('%j is %j', (said, kept) => {
    expect(cleanCaption(said)).toBe(kept)
  })

  it('is asked for with the key, which goes to no other address', async () => {
    const server = await start({ key: 'sk-secret' })
    await expect(caption(server.url)).rejects.toMatchObject({ code: 'endpoint.not-allowed' })
    await caption(server.url, { key: 'sk-secret' })
    const elsewhere = await start()
    const redirecting = createServer((_request, response) =>
      response.writeHead(307, { location: `${elsewhere.url}/chat/completions` }).end()
    )
    redirecting.listen(0, '127.0.0.1')
    await once(redirecting, 'listening')
    onTestFinished(() => void redirecting.close())
    const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/v1`
    await expect(caption(url, { key: 'sk-secret' })).rejects.toMatchObject({
      code: 'endpoint.no-api'
    })
    expect(elsewhere.asked).toEqual([])
  })

  it.each([
    ['a busy server that says how long', failing(429, 'busy', { 'retry-after': '7' }), 7000],
    ['an error of the server', failing(503, 'Loading model'), 2000]
  ])('is asked for once more after %s', async (_what, reply, waited) => {
    const server = await start()
    server.reply(reply)
    expect(await caption(server.url)).toContain('Ảnh số 1')
    expect(waits).toEqual([waited])
  })

  it('is given up after the second failure, or a long wait', async () => {
    const server = await start()
    const broken = failing(500, 'out of memory.')
    server.reply(broken, broken)
    await expect(caption(server.url)).rejects.toMatchObject({
      code: 'endpoint.refused',
      params: { status: 500, detail: 'out of memory' }
    })
    server.reply(failing(429, 'quota', { 'retry-after': '3600' }))
    await expect(caption(server.url)).rejects.toMatchObject({
      code: 'endpoint.too-many-requests',
      params: { seconds: 3600 }
    })
    expect(waits).toEqual([])
  })

  it('cannot come from a model that is not there, or that sees no images', async () => {
    const server = await start({ blind: ['llama3'] })
    const wanted = (modelName: string) => caption(server.url, {}, { ...choice, modelName })
    await expect(wanted('no')).rejects.toMatchObject({ code: 'endpoint.no-model' })
    await expect(wanted('llama3')).rejects.toMatchObject({ code: 'endpoint.not-vision' })
    for (const words of [
      'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
      'llama3 is not a multimodal model'
    ]) {
      server.reply(failing(500, words))
      await expect(wanted('qwen2.5vl:7b')).rejects.toMatchObject({ code: 'endpoint.not-vision' })
    }
    // An image that the server does not read says nothing of the model.
    server.reply(failing(400, 'Failed to load image: truncated'))
    await expect(wanted('qwen2.5vl:7b')).rejects.toMatchObject({ code: 'endpoint.refused' })
  })

  it.each([[null], [''], ['<think>so much to think']])('is none where it says %j', async (said) => {
    const server = await start()
    server.reply(saying(said))
    await expect(caption(server.url)).rejects.toMatchObject({ code: 'endpoint.empty' })
  })

  it('is none where nothing listens, or nothing answers in time', async () => {
    const server = await start()
    server.thinkMs = 5000
    await expect(caption(server.url, { patienceMs: 50 })).rejects.toMatchObject({
      code: 'endpoint.timeout'
    })
    const gone = await VisionServer.start()
    const { url } = gone
    await gone.close()
    await expect(caption(url)).rejects.toMatchObject({ code: 'endpoint.unreachable' })
  })
})

describe('the models of an endpoint', () => {
  it('are those that it lists', async () => {
    const server = await start({ models: ['b', 'a'] })
    expect(await listModels(endpointOf(server.url), never)).toEqual(['a', 'b'])
    await expect(
      listModels(endpointOf(server.url.replace('/v1', '/v2')), never)
    ).rejects.toMatchObject({ code: 'endpoint.no-api' })
  })

  it('are found on this machine where a server answers as one', async () => {
    const [server, closed] = [await start(), await start({ key: 'sk-secret' })]
    const found = await findLocalEndpoints(never, [
      { server: 'vLLM', url: closed.url },
      { server: 'Ollama', url: server.url },
      { server: 'llama.cpp', url: 'http://127.0.0.1:1/v1' }
    ])
    expect(found).toEqual([{ server: 'Ollama', url: server.url, models: ['qwen2.5vl:7b'] }])
  })
})

describe('the key of an endpoint', () => {
  it('is kept for one address in a file that only its user reads, and forgotten', async () => {
    const configDir = join(tempFolder(), 'home')
    const keyOf = (url: string) => readEndpointKey(url, { env: {}, configDir })
    expect(await keyOf('http://a/v1')).toBeNull()
    await saveEndpointKey('http://a/v1', 'sk-a', configDir)
    expect(await keyOf('http://a/v1')).toBe('sk-a')
    expect(await keyOf('http://b/v1')).toBeNull()
    const file = join(configDir, 'endpoint-keys.json')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    await saveEndpointKey('http://a/v1', null, configDir)
    expect(readFileSync(file, 'utf8')).not.toContain('sk-a')
  })

  it('is that of the environment where it names one', async () => {
    const configDir = join(tempFolder(), 'home')
    mkdirSync(configDir)
    const env = { VIECAP_ENDPOINT_KEY: ' sk-env ' }
    expect(await readEndpointKey('http://a/v1', { env, configDir })).toBe('sk-env')
    await expect(
      readEndpointKey('http://a/v1', { env: { VIECAP_ENDPOINT_KEY: 'a b' }, configDir })
    ).rejects.toMatchObject({ code: 'endpoint.bad-key' })
  })
})
