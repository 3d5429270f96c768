import { expect, it } from 'vitest'
import { Guard } from './guard'

const [key, other] = ['a-key-of-the-tests-1', 'a-key-of-the-tests-2']
const refusal = (guard: Guard, headers: Record<string, string>): string | null => {
  try {
    guard.admit(headers)
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

it.each([
  [{ authorization: `Bearer ${key}` }, null],
  [{ authorization: `bearer  ${other}` }, null],
  [{ authorization: `Bearer ${key}1` }, 'serving.no-key'],
  [{ authorization: `Basic ${key}` }, 'serving.no-key'],
  [{ authorization: 'Bearer ' }, 'serving.no-key'],
  [{ host: 'localhost' }, 'serving.no-key']
])('with keys %j meets %j', (headers, code) => {
  expect(refusal(new Guard([key, other]), headers as Record<string, string>)).toBe(code)
})

it.each([
  [{ host: '127.0.0.1:7801' }, null],
  [{ host: 'localhost:9000' }, null],
  [{ host: 'captions.example' }, 'serving.not-from-here'],
  [{ host: 'localhost:7801', origin: 'https://captions.example' }, 'serving.not-from-here']
])('without keys %j meets %j', (headers, code) => {
  expect(refusal(new Guard([]), headers as Record<string, string>)).toBe(code)
})
