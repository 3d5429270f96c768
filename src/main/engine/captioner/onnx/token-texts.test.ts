import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { loadGptTokenizer, type GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { tokenTexts } from './token-texts'

it('writes what the tokenizer does, also where characters are cut', async () => {
  const tokenizer = await loadGptTokenizer(oraclePath('gpt2', 'safetensors'))
  const texts = tokenTexts(tokenizer, 'gpt2')
  expect(texts).toHaveLength(tokenizer.size)
  for (const text of ['Một bác sĩ đang khám bệnh .', 'emoji 🩺 và\nxuống dòng', '½ “ngoặc”']) {
    const ids = tokenizer.encode(text)
    const bytes = ids.map((id) => texts[id]).join('')
    expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(text)
  }
  expect(texts[tokenizer.endOfTextId]).toBe('')
})

it('refuses a tokenizer that writes otherwise', () => {
  const tokenizer = {
    vocabulary: () => new Map([['▁anh', 0]]),
    decode: () => ' anh'
  } as unknown as GptTokenizer
  expect(() => tokenTexts(tokenizer, '/gpt')).toThrow(
    expect.objectContaining({ code: 'model.tokenizer-not-bytes' })
  )
})
