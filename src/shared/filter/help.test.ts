import { describe, expect, it } from 'vitest'
import { completeFilter } from './complete'
import { imageFields } from './fields'
import { readForm, writeForm } from './form'
import { highlight, wantedPhrases } from './highlight'
import { parseFilter } from './parse'

describe('completion', () => {
  /** `|` is the caret. */
  const complete = (marked: string, values = {}) => {
    const caret = marked.indexOf('|')
    const text = marked.replace('|', '')
    const { start, end, options } = completeFilter(text, caret, imageFields, values)
    return options.map((option) => text.slice(0, start) + option.text + text.slice(end))
  }

  it.each([
    ['sp|', ['split:']],
    ['a -sta|', ['a -status:']],
    ['wo|', ['words>']],
    ['status:d|', ['status:draft']],
    ['status:draft,acc|', ['status:draft,accepted']],
    ['split:|', ['split:train', 'split:val', 'split:test', 'split:none']],
    ['edited:t|', ['edited:today']],
    ['words>|', []],
    ['bác|', []],
    ['"sp|', []]
  ])('of %j', (text, wanted) => {
    expect(complete(text)).toEqual(wanted)
  })

  it('knows the values of the library, in quotes where they need them', () => {
    expect(complete('tag:x|', { tag: ['xem lại', 'xong', 'a'] })).toEqual([
      'tag:"xem lại"',
      'tag:xong'
    ])
    expect(complete('tag:"xem l|', { tag: ['xem lại'] })).toEqual(['tag:"xem lại"'])
  })
})

describe('the form', () => {
  it.each([
    'status:draft,accepted split:train words:5..10 captions>=2 "bác sĩ" y -"khẩu trang"',
    'tag:"xem lại" name:img',
    'words<=7',
    'edited:today -status:draft',
    '(a OR b) status:draft',
    ''
  ])('writes what it has read: %j', (text) => {
    expect(writeForm(readForm(text, imageFields))).toBe(text)
  })

  it('keeps as text what it has no place for', () => {
    const form = readForm('status:draft -tag:x status:accepted edited:7d bác', imageFields)
    expect(form).toMatchObject({
      choices: { status: ['draft'] },
      phrases: ['bác'],
      rest: '-tag:x status:accepted edited:7d'
    })
    expect(readForm('status:nope a', imageFields).rest).toBe('status:nope a')
  })

  it('quotes what would mean something else', () => {
    const form = readForm('', imageFields)
    const text = writeForm({ ...form, phrases: ['a:b', 'OR', '-x', 'hai từ'], without: ['(x)'] })
    const { errors, node } = parseFilter(text, imageFields)
    expect(errors).toEqual([])
    expect(wantedPhrases(node)).toEqual(['a:b', 'OR', '-x', 'hai từ'])
  })
})

it('highlights what was searched, as it was typed', () => {
  const marked = (text: string, filter: string) =>
    highlight(text, wantedPhrases(parseFilter(filter, imageFields).node))
      .map((part) => (part.hit ? `[${part.text}]` : part.text))
      .join('')
  expect(marked('Một Bác sĩ khám', 'bac "sĩ khám"')).toBe('Một [Bác] [sĩ khám]')
  expect(marked('Đường phố', 'duong -pho')).toBe('[Đường] phố')
  expect(marked('bác sĩ bác sĩ', '"bác sĩ" "sĩ bác"')).toBe('[bác sĩ bác sĩ]')
  expect(marked('', 'a')).toBe('')
})
