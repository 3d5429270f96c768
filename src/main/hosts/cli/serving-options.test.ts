import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { readServing } from './serving-options'

const choices = { host: '127.0.0.1', port: 0, queue: 9, maxImages: 9, maxBody: 2, maxPixels: 3 }
const [one, two] = ['a-key-of-the-tests-1', 'a-key-of-the-tests-2']

afterEach(() => vi.unstubAllEnvs())

function fileOf(content: string): string {
  const path = join(tempFolder(), 'keys')
  writeFileSync(path, content)
  return path
}

it('needs no key on this machine, and takes limits in their units', () => {
  vi.stubEnv('VIECAP_API_KEY', undefined)
  const serving = readServing(choices, { beams: 3, decode: 'greedy' })
  expect(serving).toMatchObject({ keys: [], maxBytes: 2e6, maxPixels: 3e6 })
  expect(serving.limits).toMatchObject({ maxImages: 9, decode: { beams: 3, method: 'greedy' } })
})

it('reads keys of a file before those of the environment', () => {
  vi.stubEnv('VIECAP_API_KEY', one)
  const everywhere = { ...choices, host: '0.0.0.0' }
  expect(readServing(everywhere, {}).keys).toEqual([one])
  const apiKeyFile = fileOf(`${two}\r\n\n${one}\n`)
  expect(readServing({ ...everywhere, apiKeyFile }, {}).keys).toEqual([two, one])
})

it.each(['', 'short', `${one} ${two}`])('takes no keys from a file with %j', (content) => {
  expect(() => readServing({ ...choices, apiKeyFile: fileOf(content) }, {})).toThrow(
    expect.objectContaining({ code: 'serving.bad-key' })
  )
})

it.each([
  ['serving.key-needed', { host: '::' }],
  ['serving.key-needed', { host: 'captions.example' }],
  ['call.wrong', { maxImages: 10 }]
])('refuses by %s %j', (code, changes) => {
  vi.stubEnv('VIECAP_API_KEY', undefined)
  expect(() => readServing({ ...choices, ...changes }, {})).toThrow(
    expect.objectContaining({ code })
  )
})
