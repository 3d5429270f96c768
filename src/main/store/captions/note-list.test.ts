import { expect, it } from 'vitest'
import type { CaptionNote } from '../../../shared/domain'
import { formatNotes, mergeNotes, parseNotes } from './note-list'

const list = (...texts: string[]) =>
  formatNotes(
    texts.map((text, index): CaptionNote => {
      const resolved = text.startsWith('(')
      const bare = text.replaceAll(/[()]/g, '')
      return { id: index + 1, text: bare, by: 'lan', at: bare.charCodeAt(0), resolved }
    })
  )
const read = (stored: string | null) =>
  parseNotes(stored).map(({ text, resolved }) => (resolved ? `(${text})` : text))

it.each([
  ['one added there', [['a'], ['a'], ['a', 'b']], ['a', 'b']],
  ['one added on either side', [['a'], ['a', 'c'], ['a', 'b']], ['a', 'b', 'c']],
  ['one resolved there', [['a'], ['a'], ['(a)']], ['(a)']],
  ['one resolved here', [['a'], ['(a)'], ['a']], ['(a)']],
  ['one opened again there', [['(a)'], ['(a)', 'b'], ['a']], ['a', 'b']],
  ['none there', [[], ['a'], []], ['a']]
] as const)('merges %s', (_, [base, ours, theirs], merged) => {
  const notes = mergeNotes(list(...base), list(...ours), list(...theirs))
  expect(read(notes)).toEqual(merged)
  // Merging twice changes nothing.
  expect(mergeNotes(list(...base), notes, list(...theirs))).toBe(notes)
})

it('takes damaged notes for none', () => {
  expect(parseNotes('{')).toEqual([])
  expect(parseNotes('[{"id":1}]')).toEqual([])
})
