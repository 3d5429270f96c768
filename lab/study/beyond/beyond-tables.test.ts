import { expect, it } from 'vitest'
import type { StudyResult } from '../results'
import { beyondTable } from './beyond-tables'

const result = (label: string, seed: number, ciderD: number): StudyResult => ({
  group: 'beyond',
  label,
  images: 600,
  seed,
  updates: 600,
  valLoss: 0.6,
  bleu: 0.25,
  ciderD,
  newWords: { mentioned: 70, named: 7, elsewhere: 0 },
  seconds: 1,
  beyond: { tuned: null, extraSeconds: 10 * (seed - 1), secondsPerImage: 0.05 }
})

const cellsOf = (table: string): string[][] =>
  table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))

it('tells the gain over the base of the same seed and as many updates', () => {
  const results = [
    result('Greedy soup', 1, 0.6),
    result('Greedy soup', 2, 0.9),
    result('Best checkpoint, 5 beams', 2, 1),
    result('Best checkpoint, 5 beams', 1, 0.5),
    { ...result('Greedy soup', 3, 2), updates: 1200 }
  ]
  const [heads = [], , base = [], soup = []] = cellsOf(beyondTable(results))
  const column = heads.indexOf('CIDEr-D more than the base')
  expect([base[1], base[column]]).toEqual(['Best checkpoint, 5 beams', '-'])
  expect([soup[1], soup[column]]).toEqual(['Greedy soup', '+0.000 (-0.100 to +0.100)'])
  expect(soup.slice(-3, -1)).toEqual(['10', '50'])
})

it('begins with the best row of the recipe, which has no base and no costs', () => {
  const row = result('ViT-B/16, captions and translation 3-1', 1, 0.8)
  const [heads = [], , line = []] = cellsOf(
    beyondTable([{ ...row, group: 'table', beyond: undefined }])
  )
  expect(line[1]).toBe('Row: ViT-B/16, captions and translation 3-1')
  expect(line[heads.indexOf('CIDEr-D more than the base')]).toBe('-')
  expect(line.slice(-3, -1)).toEqual(['-', '-'])
})
