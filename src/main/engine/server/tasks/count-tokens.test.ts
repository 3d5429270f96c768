import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { loadGptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { countTokens } from './count-tokens'

const texts = ['', 'Một bác sĩ', 'Một bác sĩ đang khám bệnh cho bệnh nhân .']
const count = (gpt: string) =>
  countTokens({ gpt, texts }, { emit: () => undefined, yieldNow: () => Promise.resolve() })

it('counts what the tokenizer of the folder makes of texts', async () => {
  const gpt = oraclePath('gpt2', 'safetensors')
  const { encode } = await loadGptTokenizer(gpt)
  const { counts } = await count(gpt)
  expect(counts).toEqual(texts.map((text) => encode(text).length))
  expect(counts[0]).toBe(0)
  expect(counts[2]).toBeGreaterThan(counts[1] ?? 0)
})

it('says what is wrong with a folder, and reads it again the next time', async () => {
  await expect(count('/nowhere')).rejects.toThrow()
  expect((await count(oraclePath('gpt2', 'safetensors'))).counts[0]).toBe(0)
})
