import * as v from 'valibot'
import { expect, it } from 'vitest'
import { DecodeOptions } from '../../../../shared/domain'
import { RequestReader } from './read-request'

const decode = v.parse(DecodeOptions, { beams: 5, maxTokens: 40 })
const reader = new RequestReader({ decode, maxImages: 3 })
const body = (value: unknown) => ({
  type: 'application/json; charset=utf-8',
  bytes: Buffer.from(JSON.stringify(value))
})

async function form(...parts: [name: string, value: string | File][]) {
  const data = new FormData()
  for (const [name, value] of parts) {
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, value)
  }
  const response = new Response(data)
  const type = response.headers.get('content-type') ?? ''
  return { type, bytes: Buffer.from(await response.arrayBuffer()) }
}

const image = (name: string) => new File([name], name)
const url = 'data:image/png;base64,AA=='
const part = { type: 'image_url', image_url: { url } }
const user = (...content: unknown[]) => ({ role: 'user', content })

it('reads files of a form in their order, and the settings beside them', async () => {
  const sent = await form(
    ['image', image('b.jpg')],
    ['decode', '{"method":"greedy","maxTokens":7}'],
    ['image', image('a.jpg')]
  )
  const { images, decode: settings } = await reader.captions(sent)
  expect(images.map(({ name }) => name)).toEqual(['b.jpg', 'a.jpg'])
  const contents = images.map((image) => 'bytes' in image && Buffer.from(image.bytes).toString())
  expect(contents).toEqual(['b.jpg', 'a.jpg'])
  expect(settings).toEqual({ ...decode, method: 'greedy', maxTokens: 7 })
})

it('reads a list of addresses', async () => {
  const { images, decode: settings } = await reader.captions(body({ images: [url, 'http://a/b'] }))
  expect(images).toEqual([
    { name: 'images[0]', url },
    { name: 'images[1]', url: 'http://a/b' }
  ])
  expect(settings).toEqual(decode)
})

it.each([
  [{ images: [] }, 'input.empty', 'images'],
  [{ images: [url, url, url, url] }, 'input.too-many', 'images'],
  [{}, 'input.missing', 'images'],
  [{ images: [7] }, 'input.wrong-type', 'images.0'],
  [{ images: [url], decode: { beams: 6 } }, 'input.too-large', 'decode.beams'],
  [{ images: [url], decode: { maxTokens: 41 } }, 'input.too-large', 'decode.maxTokens'],
  [{ images: [url], decode: { samples: 2 } }, 'input.too-large', 'decode.samples'],
  [{ images: [url], decode: { beam: 2 } }, 'input.unknown', 'decode.beam'],
  [{ image: [url] }, 'input.missing', 'images']
])('%j is refused by %s of %s', async (given, code, field) => {
  await expect(reader.captions(body(given))).rejects.toMatchObject({
    code,
    params: expect.objectContaining({ field }) as unknown
  })
})

it('refuses what is not of its type, and other types', async () => {
  const sent = (type: string | undefined, content: string) =>
    reader.captions({ type, bytes: Buffer.from(content) })
  const cases = [
    ['application/json', '{', 'serving.unreadable-body'],
    ['multipart/form-data', 'x', 'serving.unreadable-body'],
    ['multipart/form-data; boundary=x', 'x', 'serving.unreadable-body'],
    ['text/plain', '{}', 'serving.wrong-type'],
    [undefined, '{}', 'serving.wrong-type']
  ] as const
  for (const [type, content, code] of cases) {
    await expect(sent(type, content)).rejects.toMatchObject({ code })
  }
  await expect(reader.captions(await form(['image', 'no file']))).rejects.toMatchObject({
    code: 'input.empty'
  })
  await expect(
    reader.captions(await form(['image', image('a')], ['decode', 'beams=2']))
  ).rejects.toMatchObject({ code: 'serving.unreadable-body' })
})

it('reads the image of the last message of a chat', () => {
  const chat = (changes: object) =>
    reader.chat(
      body({
        model: 'm',
        messages: [
          { role: 'system', content: 'Tả ảnh.' },
          user(part),
          user({ type: 'text', text: 'Tả.' }, part)
        ],
        temperature: 0,
        ...changes
      })
    )
  expect(chat({})).toEqual({
    model: 'm',
    stream: false,
    images: [{ name: 'image_url', url }],
    decode
  })
  expect(chat({ max_tokens: 1024, stream: true })).toMatchObject({ stream: true, decode })
  expect(chat({ max_completion_tokens: 9, max_tokens: 20 }).decode.maxTokens).toBe(9)
  expect(chat({ decode: { beams: 2 } }).decode.beams).toBe(2)
  for (const [messages, found] of [
    [[user({ type: 'text', text: 'Tả.' })], 0],
    [[{ role: 'user', content: 'Tả.' }], 0],
    [[user(part, part)], 2]
  ] as const) {
    expect(() => chat({ messages })).toThrow(
      expect.objectContaining({ code: 'serving.one-image', params: { found } })
    )
  }
  expect(() => chat({ n: 2 })).toThrow(expect.objectContaining({ code: 'input.too-large' }))
  expect(() => chat({ messages: [user({ type: 'input_audio' })] })).toThrow(
    expect.objectContaining({ code: 'input.wrong-type' })
  )
})
