import { expect, it } from 'vitest'
import { encoderPath, expectedEncoding } from '../../../../../test/fixtures/encoders'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { openTextEmbedder } from './open-text-embedder'

it.each(['siglip2', 'metaclip2'] as const)(
  'embeds texts by the tower of a %s, which reads Vietnamese',
  async (name) => {
    const texts = await openTextEmbedder({ clip: encoderPath(name), memory: null, name }, 'cpu')
    const { sentences } = expectedEncoding(name)
    const found = await texts.embed(sentences.map(({ text }) => text))
    sentences.forEach(({ embedding }, place) => {
      expect([...(found[place] ?? [])]).toEqual(embedding.map((x) => expect.closeTo(x, 4)))
    })
    await texts.close()
  }
)

it('needs sentence pairs for a CLIP, which reads English alone', async () => {
  const opening = openTextEmbedder({ clip: oraclePath('clip'), memory: null, name: 'gió' }, 'cpu')
  await expect(opening).rejects.toMatchObject({ code: 'decode.no-pairs', params: { name: 'gió' } })
})
