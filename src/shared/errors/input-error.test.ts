import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { ImageSelection, PageRequest, Path, Text, TextTarget } from '../domain'
import { findErrorText } from '.'
import { inputError } from './input-error'

function refusal(schema: v.GenericSchema, input: unknown) {
  const checked = v.safeParse(schema, input)
  if (checked.success) throw new Error('the input was taken')
  return inputError(checked.issues)
}

describe('what the contract refuses', () => {
  it.each([
    ['an offset of 1e308', PageRequest, { offset: 1e308, limit: 1 }, 'input.too-large', 'offset'],
    ['a limit of 0', PageRequest, { offset: 0, limit: 0 }, 'input.too-small', 'limit'],
    ['half a row', PageRequest, { offset: 0.5, limit: 1 }, 'input.not-whole', 'offset'],
    ['an endless offset', PageRequest, { offset: Infinity, limit: 1 }, 'input.not-whole', 'offset'],
    ['no limit', PageRequest, { offset: 0 }, 'input.missing', 'limit'],
    ['a text for a number', PageRequest, { offset: '0', limit: 1 }, 'input.wrong-type', 'offset'],
    ['NUL in a path', Path, '/tmp/a\0b', 'input.nul', 'input'],
    ['an empty path', Path, '', 'input.empty', 'input'],
    ['a path without end', Path, 'x'.repeat(5000), 'input.too-long', 'input'],
    ['half a character', Text, 'a\ud800', 'input.broken-character', 'input'],
    ['a wrong id', ImageSelection, { ids: [1, -1] }, 'input.too-small', 'ids.1'],
    ['a wrong exception', ImageSelection, { filter: {}, except: 5 }, 'input.wrong-type', 'except'],
    [
      'a filter that is too long',
      TextTarget,
      { of: 'captions', selection: { filter: { text: 'x'.repeat(20_000) }, except: [] } },
      'input.too-long',
      'selection.filter.text'
    ]
  ] as const)('%s has an error of its own', (_what, schema, input, code, field) => {
    const error = refusal(schema, input)
    expect(error).toMatchObject({ code, params: { field } })
    expect(error.message).not.toMatch(/\{\w+\}/)
    expect(findErrorText(error.code, error.params, 'vi')).not.toMatch(/\{\w+\}/)
  })
})

test('an error repeats no more than the beginning of what was given', () => {
  const { message } = refusal(v.number(), 'x'.repeat(1_000_000))
  expect(message.length).toBeLessThan(300)
})

test('a list of a million wrong things is one error, found at the first', () => {
  const checked = v.safeParse(ImageSelection, { ids: Array.from({ length: 1_000_000 }, () => 'x') })
  expect(checked.issues?.[0].issues).toHaveLength(2)
})
