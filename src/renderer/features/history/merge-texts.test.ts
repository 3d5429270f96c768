import { expect, it } from 'vitest'
import { mergeTexts } from './merge-texts'

const base = 'Một bác sĩ đang khám cho bé.'

it.each([
  [
    'changes at two places',
    'Một y tá đang khám cho bé.',
    'Một bác sĩ đang khám cho bé gái.',
    'Một y tá đang khám cho bé gái.'
  ],
  [
    'the same change',
    'Hai bác sĩ đang khám cho bé.',
    'Hai bác sĩ đang khám cho bé.',
    'Hai bác sĩ đang khám cho bé.'
  ],
  ['a change of one alone', base, 'Một bác sĩ khám cho bé.', 'Một bác sĩ khám cho bé.'],
  [
    'a word taken away and one put in',
    'Một bác sĩ khám cho bé.',
    'Một bác sĩ đang khám bệnh cho bé.',
    'Một bác sĩ khám bệnh cho bé.'
  ]
])('merges %s', (_name, mine, theirs, merged) => {
  expect(mergeTexts(base, mine, theirs)).toBe(merged)
  expect(mergeTexts(base, theirs, mine)).toBe(merged)
})

it('keeps the words of both where they changed the same one', () => {
  const merged = mergeTexts(base, 'Một y tá đang khám cho bé.', 'Một dược sĩ đang khám cho bé.')
  expect(merged).toBe('Một y tá dược sĩ đang khám cho bé.')
})

it('has all words of both where it is not known what they were made from', () => {
  const merged = mergeTexts(null, 'Con mèo đen', 'Con mèo ngủ')
  expect(merged).toBe('Con mèo đen ngủ')
})
