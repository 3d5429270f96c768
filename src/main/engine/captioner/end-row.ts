import type { GptShape } from '../../../shared/model-specs/gpt2'
import { sizeOf } from '../graph'
import { floatData, floats, type HostTensor } from '../tensor/tensor'
import type { GptTokenizer } from '../formats/tokenizers/gpt2-tokenizer'

/** The sizes of a GPT-2 whose token table reaches to the tokenizer's end-of-text token. */
export const withEndRow = <S extends GptShape>(
  gpt: S,
  { endOfTextId }: Pick<GptTokenizer, 'endOfTextId'>
): S => ({ ...gpt, vocabularySize: Math.max(gpt.vocabularySize, endOfTextId + 1) })

/**
 * A token table [rows, width] with so many rows that it has one for the end of text. The new ones
 * are the mean of the others, so that they begin as a token like any other (Hewitt, 2021,
 * "Initializing New Word Embeddings for Pretrained Language Models").
 */
export function extendTable(table: HostTensor, rows: number): HostTensor {
  const [had = 0, width = 0] = table.dims
  if (had >= rows) return table
  const values = floatData(table)
  const sums = new Float64Array(width)
  for (let index = 0; index < values.length; index++) {
    sums[index % width] = (sums[index % width] ?? 0) + (values[index] ?? 0)
  }
  const mean = Float32Array.from(sums, (sum) => sum / had)
  const extended = new Float32Array(sizeOf([rows, width]))
  extended.set(values)
  for (let row = had; row < rows; row++) extended.set(mean, row * width)
  return floats(extended, [rows, width])
}
