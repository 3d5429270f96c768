import { expect, it } from 'vitest'
import { byteCharacters, toByteCharacters, trainBpe } from './train-bpe'

const word = (text: string, count: number) => ({ tokens: [...text], count })
const alphabet = [...'delnorstuw']

it('joins the most frequent pair first, of equals the first in order', () => {
  // es and st are seen nine times each, lo and ow seven times.
  const words = [word('low', 5), word('lower', 2), word('newest', 6), word('widest', 3)]
  const { merges, vocab } = trainBpe(words, [...alphabet, 'i'], 15)
  expect(merges).toEqual(['e s', 'es t', 'l o', 'lo w'])
  expect(vocab['est']).toBe(12)
})

it('stops where no pair is seen twice', () => {
  const { merges, vocab } = trainBpe([word('ru', 2), word('den', 1)], alphabet, 100)
  expect(merges).toEqual(['r u'])
  expect(Object.keys(vocab)).toHaveLength(11)
})

it('has a printable stand-in for each byte', () => {
  expect(new Set(byteCharacters).size).toBe(256)
  expect(toByteCharacters(' ế')).toEqual(['Ġ', 'á', 'º', '¿'])
})
