import { describe, expect, it } from 'vitest'
import { imageFields } from './fields'
import type { FilterNode } from './nodes'
import { parseFilter } from './parse'

const now = new Date(2026, 2, 15, 12)
const parse = (text: string) => parseFilter(text, imageFields, now)

/** The node as a short text, so that a test shows the meaning and not the shape. */
function write(node: FilterNode | null): string {
  if (!node) return ''
  switch (node.type) {
    case 'and':
    case 'or':
      return `(${node.parts.map(write).join(` ${node.type} `)})`
    case 'not':
      return `not ${write(node.part)}`
    case 'phrase':
      return `[${node.text}]`
    case 'choice':
      return `${node.field} in ${node.values.join('|')}`
    case 'text':
      return `${node.field} is ${node.value}`
    case 'ids':
      return `${node.field} in ${node.ids.join('|')}`
    default:
      return `${node.from ?? ''} <= ${node.field} <= ${node.to ?? ''}`
  }
}
const meaning = (text: string) => {
  const { node, errors } = parse(text)
  expect(errors).toEqual([])
  return write(node)
}

describe('the filter language', () => {
  it.each([
    ['', ''],
    ['bác sĩ', '([bác] and [sĩ])'],
    ['"bác sĩ"', '[bác sĩ]'],
    [
      'status:draft split:train words>20 "bác sĩ" -"khẩu trang"',
      '(status in draft and split in train and 21 <= words <=  and [bác sĩ] and not [khẩu trang])'
    ],
    ['a b OR c', '(([a] and [b]) or [c])'],
    ['a (b | -c)', '([a] and ([b] or not [c]))'],
    ['-(a b)', 'not ([a] and [b])'],
    ['Status:Draft,accepted', 'status in draft|accepted'],
    ['words:7', '7 <= words <= 7'],
    ['words<=7', ' <= words <= 7'],
    ['words<7', ' <= words <= 6'],
    ['words:5..10', '5 <= words <= 10'],
    ['words:5..', '5 <= words <= '],
    ['words:..10', ' <= words <= 10'],
    ['tag:"cần xem lại"', 'tag is cần xem lại'],
    // What only looks like a field or an operator is a word.
    ['12:30', '[12:30]'],
    ['x-quang', '[x-quang]'],
    ['or', '[or]'],
    ['"status:draft"', '[status:draft]']
  ])('%j means %s', (text, wanted) => {
    expect(meaning(text)).toBe(wanted)
  })

  it('reckons days in the time zone of the clock', () => {
    const day = (...parts: [number, number, number]) => new Date(...parts).getTime()
    const bounds = (text: string) => {
      const { node } = parse(text)
      return node?.type === 'date' ? [node.from, node.to] : null
    }
    expect(bounds('edited:today')).toEqual([day(2026, 2, 15), day(2026, 2, 16) - 1])
    expect(bounds('edited:7d')).toEqual([day(2026, 2, 9), day(2026, 2, 16) - 1])
    expect(bounds('edited:2026-02')).toEqual([day(2026, 1, 1), day(2026, 2, 1) - 1])
    expect(bounds('edited>2026-02-28')).toEqual([day(2026, 2, 1), null])
    expect(bounds('edited:2026-02..')).toEqual([day(2026, 1, 1), null])
    expect(bounds('edited<2026')).toEqual([null, day(2026, 0, 1) - 1])
    expect(bounds('edited:2026-01-05..2026-01-07')).toEqual([day(2026, 0, 5), day(2026, 0, 8) - 1])
  })

  it.each([
    ['agreed:<0.5', null, 0.5, true],
    ['agreed<=.5', null, 0.5, false],
    ['agreed:>0.8', 0.8, null, true],
    ['agreed:0.2..0.5', 0.2, 0.5, false],
    ['agreed:0.2..', 0.2, null, false],
    ['agreed:1', 1, 1, false]
  ])('reads the share %s', (text, from, to, open) => {
    expect(parse(text)).toMatchObject({ errors: [], node: { type: 'share', from, to, open } })
  })

  it.each([
    ['stutus:draft', 'unknown-field', 0, 12],
    ['a status:done', 'unknown-value', 2, 13],
    ['words>many', 'bad-number', 0, 10],
    ['words:..', 'bad-number', 0, 8],
    ['words>5..7', 'bad-number', 0, 10],
    ['agreed:<2', 'bad-share', 0, 9],
    ['agreed:..', 'bad-share', 0, 9],
    ['agreed<0.2..0.3', 'bad-share', 0, 15],
    ['edited:2026-02-30', 'bad-date', 0, 17],
    ['edited:..', 'bad-date', 0, 9],
    ['edited:..x', 'bad-date', 0, 10],
    ['status>draft', 'bad-comparison', 0, 12],
    ['name:', 'empty-value', 0, 5],
    ['a -', 'empty-not', 2, 3],
    ['- a', 'empty-not', 0, 1],
    ['a "bác sĩ', 'open-quote', 2, 9],
    ['(a b', 'open-bracket', 0, 1],
    ['a)', 'stray-bracket', 1, 2],
    ['a OR', 'stray-or', 2, 4],
    ['| a', 'stray-or', 0, 1]
  ])('marks what is wrong in %j', (text, code, start, end) => {
    expect(parse(text).errors).toEqual([expect.objectContaining({ code, start, end })])
  })

  it('keeps what it understands beside an error', () => {
    const { node, errors } = parse('split:train nope:1 a')
    expect(write(node)).toBe('(split in train and [a])')
    expect(errors).toHaveLength(1)
  })
})

describe('images by their numbers', () => {
  it('are listed once each, in their order', () => {
    expect(meaning('id:7,3,7,12 -id:1')).toBe('(id in 7|3|12 and not id in 1)')
  })

  it('may be as many as a filter is long', () => {
    const ids = Array.from({ length: 1000 }, (_, n) => n + 100_000)
    expect(meaning(`id:${ids.join(',')}`)).toBe(`id in ${ids.join('|')}`)
  })

  it.each(['id:a', 'id:1,', 'id:#3', 'id:1..5'])('are not what %s says', (text) => {
    expect(parse(text).errors).toEqual([expect.objectContaining({ code: 'bad-ids' })])
  })

  it('are no comparison', () => {
    expect(parse('id>3').errors).toEqual([expect.objectContaining({ code: 'bad-comparison' })])
  })
})

describe('a filter with more than anyone needs', () => {
  it.each([
    ['5,000 terms', Array(5000).fill('a').join(' '), 'too-many-terms'],
    ['5,000 terms joined by OR', Array(5000).fill('words:1').join(' OR '), 'too-many-terms'],
    ['a phrase of 6,000 letters', `"${'a'.repeat(6000)}"`, 'phrase-too-long'],
    ['a word of 6,000 letters', 'a'.repeat(6000), 'phrase-too-long'],
    ['100,000 brackets', '('.repeat(100_000), 'too-deep'],
    ['100,000 minus signs', `${'-'.repeat(100_000)}a`, 'too-deep'],
    ['both in turn', `${'-('.repeat(100)}a${')'.repeat(100)}`, 'too-deep']
  ])('%s is refused by one error, and nothing of it is asked for', (_what, text, code) => {
    const { node, errors } = parse(text)
    expect(node).toBeNull()
    expect(errors).toEqual([
      expect.objectContaining({ code, known: expect.stringMatching(/^\d+$/) })
    ])
  })

  it('leaves what people write as it is', () => {
    expect(parse(Array(200).fill('(-a b)').join(' ')).errors[0]?.code).toBe('too-many-terms')
    expect(parse(Array(100).fill('(-a b)').join(' OR ')).errors).toEqual([])
    expect(parse(`${'('.repeat(40)}a${')'.repeat(40)} -(b) -(c)`).errors).toEqual([])
  })

  it('takes a value that is named twice once', () => {
    expect(meaning('split:train,val,train')).toBe('split in train|val')
  })
})
