import { expect, it } from 'vitest'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { mutate } from '../core/history'
import { beginImport, finishImport, importPair } from '../imports/imports'
import { pairTimes } from './pair-sources'
import { countTraining } from './training-data'

/** Two pairs from one file and one from another. */
function scene() {
  const { read, write } = tempLibrary()
  const sources = { '/data/captions.csv': ['một', 'hai'], 'C:\\data\\ted.en': ['ba bốn'] }
  const ids = Object.entries(sources).map(([path, texts]) => {
    const ref = beginImport(write, path, 'pairs')
    mutate(write, 'import', (mutation) => {
      for (const vietnamese of texts) {
        const pair = { english: `of ${vietnamese}`, vietnamese, split: 'train' as const }
        importPair(mutation, ref, { ...pair, repetition: 0 })
      }
    })
    finishImport(write, ref)
    return ref.id
  })
  return { read, ids }
}

it('repeats the pairs of a source as it is told to, by the name of its file', () => {
  const { read, ids } = scene()
  const times = pairTimes(read, { pairRepeat: 2, pairWeights: 'captions.csv=3, ted.en=0' })
  expect([...ids, null].map(times)).toEqual([3, 0, 2])
  const counts = countTraining(read, { pairRepeat: 2, pairWeights: 'captions.csv=3' })
  // Three times two pairs, and twice one; six characters in the first file and six in the other.
  expect(counts).toMatchObject({ pairs: 3, pairsPerEpoch: 8, pairCharactersPerEpoch: 30 })
})

it('names the sources that there are where one is not known', () => {
  const { read } = scene()
  const config = { pairRepeat: 1, pairWeights: 'iwslt=2' }
  expect(() => pairTimes(read, config)).toThrow(
    expect.objectContaining({
      code: 'train.unknown-source',
      params: { source: 'iwslt', known: 'captions.csv, ted.en' }
    })
  )
  expect(pairTimes(read, config, { gone: true })(null)).toBe(1)
})
