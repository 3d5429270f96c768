import { expect, it } from 'vitest'
import { diffChanges, diffSyllables, takeChange } from './syllable-diff'

const before = 'Một bác sĩ đang khám cho bé .'
const after = 'Một y tá đang khám bệnh cho bé .'

it('compares by whole syllables', () => {
  const parts = diffSyllables(before, after)
  const side = (other: 'added' | 'removed') =>
    parts
      .filter(({ kind }) => kind !== other)
      .map(({ text }) => text)
      .join('')
  expect([side('added'), side('removed')]).toEqual([before, after])
  const changed = parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text.trim())
  expect(changed).toContain('bệnh')
  expect(changed.join(' ')).not.toContain('khám')
})

it('takes over one change at a time, and all of them in the end', () => {
  let text = before
  let taken = 0
  for (;;) {
    const change = diffChanges(text, after).find((piece) => 'start' in piece)
    if (!change || !('start' in change)) break
    text = takeChange(text, change)
    taken += 1
  }
  expect(text).toBe(after)
  expect(taken).toBeGreaterThan(1)
})

it('is empty where nothing differs', () => {
  expect(diffChanges('a b', 'a b')).toEqual([{ same: 'a b' }])
  expect(diffChanges('', '')).toEqual([])
})
