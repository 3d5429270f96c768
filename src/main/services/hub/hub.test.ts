import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { status } from '../../../../test/fixtures/hub-server'
import { AppError } from '../../../shared/errors'
import { findHub } from './hub'
import { Scene } from './test/scene'

describe('an address with credentials', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await Scene.open()
  })
  afterEach(() => scene.close())

  const withUser = (password = 's3cret%40') =>
    findHub({ HF_ENDPOINT: scene.server.url.replace('//', `//someone:${password}@`) })

  test('gives them to the hub, and to nobody else', async () => {
    const { host } = new URL(scene.server.url)
    const elsewhere = scene.server.url.replace('127.0.0.1', 'localhost')
    // A redirect to another origin of the same machine.
    scene.server.misbehave(
      'config.json',
      status(302, { location: `${elsewhere}/owner/small/resolve/${scene.commit}/config.json` })
    )
    await scene.download({ hub: scene.hub(withUser()) })
    scene.expectLoaded()
    const basic = `Basic ${Buffer.from('someone:s3cret@').toString('base64')}`
    for (const { headers } of scene.server.requests) {
      expect(headers.authorization).toBe(headers.host === host ? basic : undefined)
    }
  })

  test('gives the token where there is one', () => {
    const hub = findHub({ HF_ENDPOINT: 'https://someone:s3cret@hub.example/', HF_TOKEN: ' hf_1 ' })
    expect(hub).toMatchObject({
      endpoint: 'https://hub.example',
      host: 'hub.example',
      token: 'hf_1',
      credentials: 'someone:s3cret'
    })
  })

  test('shows them in no error', async () => {
    const hub = scene.hub(withUser())
    const failures: unknown[] = []
    for (const misbehaviour of [
      status(404),
      status(403),
      status(410),
      status(302, { location: 'x:y' })
    ]) {
      scene.server.misbehave('/revision/main', misbehaviour)
      failures.push(await scene.download({ hub }).catch((error: unknown) => error))
    }
    scene.server.misbehave('/revision/main', (response) => response.end('{}'))
    failures.push(await scene.download({ hub }).catch((error: unknown) => error))
    const gone = scene.hub(findHub({ HF_ENDPOINT: 'http://someone:s3cret@127.0.0.1:1' }))
    failures.push(await scene.download({ hub: gone }).catch((error: unknown) => error))
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(AppError)
      expect(allOf(failure)).not.toMatch(/s3cret|someone/)
    }
  })
})

/** All that a log would write of an error and of what caused it. */
function allOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, stack, cause } = error
  return [message, stack, JSON.stringify(error), allOf(cause)].join('\n')
}

test.each([
  ['someone:s3cret@hub.example', '…@hub.example'],
  ['ftp://someone:s3cret@hub.example', 'ftp://…@hub.example'],
  ['https://someone:s3cret@hub.example/?token=s3cret', 'https://…@hub.example/…'],
  ['https://hub.example/#s3cret', 'https://hub.example/…'],
  ['https://some@one:s3cret@', 'https://…@'],
  ['hub example', 'hub example']
])('an address that is none (%s) is named without its secrets', (value, shown) => {
  const wrong = expect.objectContaining({ code: 'hub.bad-endpoint', params: { value: shown } })
  expect(() => findHub({ HF_ENDPOINT: value })).toThrow(wrong as Error)
})

test('a token that cannot be sent is not named', () => {
  expect(() => findHub({ HF_TOKEN: 'hf_s3cret\nx' })).toThrow(
    expect.objectContaining({ code: 'hub.bad-token', params: {} })
  )
})
