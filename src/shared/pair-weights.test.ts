import { expect, it } from 'vitest'
import { readPairWeights } from './pair-weights'

it('reads a number of times for each source, whose names may have spaces and equals signs', () => {
  expect(readPairWeights(' captions vi.csv = 3, a=b.tsv=0 ,')).toEqual([
    { source: 'captions vi.csv', times: 3 },
    { source: 'a=b.tsv', times: 0 }
  ])
  expect(readPairWeights('')).toEqual([])
})

it.each(['ted', 'ted=', '=2', 'ted=-1', 'ted=1.5', 'ted=101', 'ted=1, ted=2'])(
  'refuses %s',
  (text) => expect(readPairWeights(text)).toBeNull()
)
