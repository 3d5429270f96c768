import { expect, it } from 'vitest'
import { isRawNumber, parseExact, wholeNumber } from './exact-json'

it.each([
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890',
  '1.0',
  '10.0',
  '-0',
  '1e400',
  '1E5',
  '1e+5',
  '0.1234567890123456789',
  '0.10',
  '1e-7',
  '7',
  '-1.5',
  '123456789012345'
])('the number %s is written as it was read, wherever it stands', (number) => {
  for (const text of [number, `[${number}]`, `{"a":{"b":[1,${number},"${number}"]}}`]) {
    expect(JSON.stringify(parseExact(text))).toBe(text)
  }
})

it('gives ordinary numbers where those say the same', () => {
  expect(parseExact('{"a":7,"b":-1.5,"c":0.25,"d":"1.0"}')).toEqual({
    a: 7,
    b: -1.5,
    c: 0.25,
    d: '1.0'
  })
  expect(isRawNumber(parseExact('1.0'))).toBe(true)
  expect(isRawNumber(parseExact('1.5'))).toBe(false)
  expect(() => parseExact('{"a":1.0')).toThrow(SyntaxError)
})

it('writes whole numbers of any size', () => {
  expect(JSON.stringify([wholeNumber(2n ** 64n)])).toBe('[18446744073709551616]')
})
