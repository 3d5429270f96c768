import { expect, it } from 'vitest'
import { withTables } from './fill-tables'
import type { StudyResult } from './results'

const result = (label: string, seed: number, bleu: number): StudyResult => ({
  group: 'table',
  label,
  images: 600,
  seed,
  updates: 1200,
  valLoss: 1.5,
  bleu,
  ciderD: 0.5,
  newWords: { mentioned: 70, named: 10 * seed, elsewhere: 0 },
  seconds: 1
})

const results = [
  result('ViT-B/16, captions and translation 3-1', 1, 0.31),
  result('ViT-B/32, captions only', 1, 0.2),
  result('ViT-B/32, captions only', 2, 0.3)
]

it('brings the tables of a text up to the results, rows in the order of the method', () => {
  const text = 'Before.\n\n<!-- study: summary -->\n\nold\n\n<!-- /study -->\n\nAfter.\n'
  const filled = withTables(text, results)
  expect(filled).toBe(`Before.

<!-- study: summary -->

| Trained on                             | Seeds |              Test BLEU |                CIDEr-D |             New words | Published BLEU |
| -------------------------------------- | ----: | ---------------------: | ---------------------: | --------------------: | -------------: |
| ViT-B/32, captions only                |     2 | 0.250 (0.200 to 0.300) | 0.500 (0.500 to 0.500) | 15.0 (10 to 20) of 70 |           0.26 |
| ViT-B/16, captions and translation 3-1 |     1 |                  0.310 |                  0.500 |              10 of 70 |          0.313 |

<!-- /study -->

After.
`)
  expect(withTables(filled, results)).toBe(filled)
})

it('leaves a place of a name that it does not know', () => {
  const text = '<!-- study: other -->\nold\n<!-- /study -->'
  expect(withTables(text, results)).toBe(text)
})
